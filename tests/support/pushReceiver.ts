import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { importJWK, jwtVerify } from 'jose'
import type { PushMessage } from '../../shared/model/push'

export interface Received { message: PushMessage; ttl: number; key: string }

/** A browser's keys, and a message as only this browser reads it (RFC 8291). */
export function pushBrowser() {
  const [own, auth] = [createECDH('prime256v1'), randomBytes(16)]
  const publicKey = own.generateKeys()
  function read(body: Buffer): PushMessage {
    const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)]
    const [theirs, sealed] = [body.subarray(21, 21 + length), body.subarray(21 + length)]
    const derive = (salt: Buffer, secret: Buffer, info: Buffer | string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, salt, info, bytes))
    const secret = derive(auth, own.computeSecret(theirs), Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs]), 32)
    const decipher = createDecipheriv('aes-128-gcm', derive(salt, secret, 'Content-Encoding: aes128gcm\0', 16), derive(salt, secret, 'Content-Encoding: nonce\0', 12))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString()) as PushMessage
  }
  return { keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') }, read }
}
type Browser = ReturnType<typeof pushBrowser>

/** The signature of the server, checked as a push service does. @returns the server's key */
async function checkedKey(authorization: string, audience: string): Promise<string> {
  const [, token = '', key = ''] = /^vapid t=(.+), ?k=(.+)$/.exec(authorization) ?? []
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  await jwtVerify(token, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'), { audience })
  return key
}

/** A push service for these browsers, each at `/<name>`. */
export async function pushReceiver() {
  const browsers = new Map<string, Browser>()
  const received = new Map<string, Received[]>()
  const answers = new Map<string, { status: number; headers?: Record<string, string> }[]>()
  let origin = ''
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => void (async () => {
      const { status, headers = {} } = answers.get(name)?.shift() ?? { status: 201 }
      const browser = browsers.get(name)
      if (!browser) return response.writeHead(404).end()
      const key = await checkedKey(request.headers.authorization ?? '', origin)
      const message = browser.read(Buffer.concat(chunks))
      received.set(name, [...received.get(name) ?? [], { message, key, ttl: Number(request.headers['ttl']) }])
      return response.writeHead(status, headers).end()
    })().catch((error: unknown) => response.writeHead(400).end(String(error))))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    /** A new browser, and what it says when it subscribes. */
    browser(name: string) {
      const browser = pushBrowser()
      browsers.set(name, browser)
      return { endpoint: `${origin}/${name}`, keys: browser.keys }
    },
    of: (name: string): Received[] => received.get(name) ?? [],
    /** The next answers for this browser. */
    answer: (name: string, ...next: { status: number; headers?: Record<string, string> }[]) => void answers.set(name, next),
    close: () => new Promise<void>(resolve => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}
