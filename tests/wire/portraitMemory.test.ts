import { execFileSync } from 'node:child_process'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { PASSWORD, startApp } from '../support/app'
import { emptyFolder } from '../support/environments'
import { spawnServer } from '../support/serverProcess'
import { uploadAvatar } from '../support/uploadAvatar'

const MEGA = 1024 * 1024
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 120, g: 170, b: 51, alpha: 0.5 } } })

test.each([
  ['a PNG of 16 bits', () => picture(6000, 4000).toColourspace('rgb16').png({ compressionLevel: 1 }).toBuffer()],
  ['an interlaced PNG', () => picture(5000, 4000).png({ progressive: true }).toBuffer()],
  ['a progressive JPEG', () => picture(6000, 4000).jpeg({ progressive: true }).toBuffer()],
  ['a WebP', () => picture(5000, 4000).webp({ lossless: true, effort: 0 }).toBuffer()],
  ['a GIF', () => picture(5000, 4000).gif({ effort: 1 }).toBuffer()],
])('[LIMIT-95] %s that would need too much memory is refused before it is decoded', async (_what, make) => {
  const app = await startApp()
  onTestFinished(app.close)
  const { token } = await app.register('lourde')
  expect(await uploadAvatar(app, token, await make())).toMatchObject({ status: 400, body: { code: 'picture_invalid' } })
})

test('[LIMIT-95] sixteen large portraits at once are taken in less than 100 MB, and the memory comes back', async () => {
  const server = spawnServer({ DATA_DIR: await emptyFolder() })
  onTestFinished(async () => void await server.signal('SIGKILL'))
  const url = await server.url()
  const post = async (path: string, body: object) =>
    (
      await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    ).json() as Promise<{ access_token: string }>
  const tokens = await Promise.all(['une', 'deux', 'trois', 'quatre'].map(async (username) => {
    await post('/api/auth/register', { email: `${username}@example.org`, username, password: PASSWORD })
    return (await post('/api/auth/login', { username, password: PASSWORD })).access_token
  }))
  const resident = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.child.pid)]).toString()) * 1024
  const send = (token: string, bytes: Buffer) => uploadAvatar({ url }, token, bytes)
  const large = await picture(6000, 4000).png().toBuffer()
  expect((await send(tokens[0] ?? '', await picture(300, 300).png().toBuffer())).status).toBe(200)
  const before = resident()
  let most = 0
  const watch = setInterval(() => { most = Math.max(most, resident()) }, 50)
  const sent = await Promise.all(tokens.flatMap(token => Array.from({ length: 4 }, () => send(token, large))))
  clearInterval(watch)
  expect(sent.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200))
  expect((most - before) / MEGA).toBeLessThan(100)
  await expect.poll(() => (resident() - before) / MEGA, { timeout: 30_000 }).toBeLessThan(60)
}, 180_000)

test('[LIMIT-95] who comes when ten of theirs wait, or twenty of all, is told to come back', async () => {
  const app = await startApp()
  onTestFinished(app.close)
  const people = await Promise.all(['une', 'deux'].map(name => app.register(`foule-${name}`)))
  const bytes = await picture(3000, 3000).png().toBuffer()
  const sent = await Promise.all(people.flatMap(({ token }) => Array.from({ length: 20 }, () => uploadAvatar(app, token, bytes))))
  const statuses = sent.map(({ status }) => status)
  expect(statuses.filter(status => status === 503).length).toBeGreaterThan(0)
  expect(statuses.filter(status => status === 200).length).toBeGreaterThanOrEqual(20)
}, 180_000)
