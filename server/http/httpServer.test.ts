import type { Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpServer, type HttpPatience } from './httpServer'

const QUICK: HttpPatience = { headersMs: 200, requestMs: 20_000, idleMs: 5_000, lookMs: 50, bodyGraceMs: 300, bodyBytesPerSecond: 300 }

async function serve(patience?: HttpPatience): Promise<Server> {
  const http = createHttpServer((request, response) => {
    request.on('error', () => {})
    request.on('end', () => response.end('read')).resume()
  }, { behindProxy: false, ...(patience ? { patience } : {}) })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void http.close())
  return http
}

/** Sends this, then what `more` gives every ten milliseconds, until the server closes. @returns what was answered */
function talk(http: Server, first: string, more?: () => string | null): Promise<string> {
  const socket: Socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (bytes: Buffer) => { answer += bytes.toString() }).on('error', () => {})
  if (first) socket.write(first)
  const timer = more && setInterval(() => {
    const text = more()
    if (text !== null && socket.writable) socket.write(text)
  }, 10)
  return new Promise(resolve => socket.once('close', () => {
    clearInterval(timer)
    resolve(answer)
  }))
}
const HEAD = 'POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'

test('[LIMIT-91] who never finishes the headers, or says nothing at all, is closed', async () => {
  const http = await serve(QUICK)
  expect(await Promise.all([talk(http, ''), talk(http, 'GET / HTTP/1.1\r\nHost: x\r\n', () => 'X-A: b\r\n')])).toEqual([
    expect.any(String),
    expect.stringContaining('408'),
  ])
})

test('[LIMIT-91] a body that hardly comes is ended, one that comes slowly is taken', async () => {
  const http = await serve(QUICK)
  expect(await talk(http, `${HEAD}Content-Length: 100000\r\n\r\n`, () => 'x')).toContain('408')
  expect(await talk(http, `${HEAD}Transfer-Encoding: chunked\r\n\r\n`)).toContain('408')
  let left = 100
  const steady = talk(http, `${HEAD}Content-Length: 10000\r\n\r\n`, () => (left-- > 0 ? 'x'.repeat(100) : null))
  expect(await steady).toContain('200 OK')
})

test('[LIMIT-91] half-open headers end within twenty seconds, bodies of nothing within sixty, and 25 MB have a quarter of an hour', async () => {
  const http = await serve()
  expect(http.headersTimeout).toBe(10_000)
  expect(http.requestTimeout).toBe(15 * 60_000)
  expect((25 * 1024 * 1024) / (http.requestTimeout / 1000)).toBeLessThan(32 * 1024)
})
