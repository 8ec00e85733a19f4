import type { TestApp } from './app'

export interface Uploaded {
  status: number
  body: { code?: string; message?: string; avatar_path?: string }
}

/** Sends a picture as a browser's form does. */
export async function uploadAvatar(app: Pick<TestApp, 'url'>, token: string, bytes: Uint8Array, field = 'file'): Promise<Uploaded> {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(bytes)]), 'picture.jpg')
  const response = await fetch(`${app.url}/api/users/me/avatar`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  return { status: response.status, body: await response.json() as Uploaded['body'] }
}
