import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startApp, type Account, type TestApp } from '../support/app'
import { emptyFolder } from '../support/environments'

let app: TestApp
let user: Account
beforeAll(async () => {
  app = await startApp()
  user = await app.register('testeuse')
})
afterAll(() => app.close())

const port = (at: TestApp) => Number(new URL(at.url).port)
/** Says this to the server and waits for its answer; addresses go as they are written. */
function say(at: TestApp, text: string): Promise<string> {
  const socket = connect(port(at), '127.0.0.1')
  let answer = ''
  socket.on('data', (bytes: Buffer) => { answer += bytes.toString() }).on('error', () => {})
  socket.write(text)
  return new Promise(resolve => socket.once('close', () => resolve(answer)))
}

describe('[LIMIT-87] JSON that is nested too deep', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  test.each([
    ['POST', '/api/auth/login'],
    ['POST', '/api/auth/register'],
    ['POST', '/api/holds/annotations/batch'],
    ['PATCH', '/api/users/me'],
    ['POST', '/api/climbs'],
    ['POST', '/api/csp-reports'],
  ])('is refused by %s %s as what it is', async (method, path) => {
    const { status } = await app.call(method, path, {
      token: user.token,
      body: `{"username":"x","password":${deep}}`,
      headers: { 'idempotency-key': 'deep' },
    })
    expect(status).toBe(path.endsWith('reports') ? 413 : 422)
  })

  test('and so are many thousand values', async () => {
    expect(
      (await app.call('POST', '/api/climbs', { token: user.token, body: { list: Array.from({ length: 20_000 }, () => 1) } })).status,
    ).toBe(422)
  })
})

test('[LIMIT-90] what is not there is 404, also where the address is built to leave the folder', async () => {
  const clientFolder = await emptyFolder()
  await mkdir(join(clientFolder, 'assets'))
  await writeFile(join(clientFolder, 'index.html'), '<!doctype html>')
  await writeFile(join(clientFolder, 'assets', 'app.js'), '1')
  const served = await startApp({ clientFolder })
  const error = vi.spyOn(served.services.log, 'error')
  expect((await served.call('GET', '/assets/app.js')).status).toBe(200)
  for (const path of [
    '/assets/missing.js',
    '/assets/..%2findex.html',
    '/assets/..%2f..%2fetc/passwd',
    '/assets/%2e%2e/index.html',
    '/assets/%E0%A4%A',
    '/assets/.hidden',
    '/assets/a%00b',
    '/assets',
  ]) {
    expect([path, /^HTTP\/1.1 (\d+)/.exec(await say(served, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`))?.[1]]).toEqual(
      [path, '404'],
    )
  }
  expect(error).not.toHaveBeenCalled()
  await served.close()
})

test('[LIMIT-90] who goes away in the middle of a body is no failure of ours', async () => {
  const logs = (['warn', 'error'] as const).map(level => vi.spyOn(app.services.log, level))
  const open = (text: string) => new Promise<void>((resolve) => {
    const socket = connect(port(app), '127.0.0.1', () => socket.write(text, () => {
      socket.resetAndDestroy()
      resolve()
    }))
  })
  const head = (path: string, type: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${user.token}\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n`
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
  for (let n = 0; n < 20; n++) {
    await open(`${head('/api/users/me/avatar', 'multipart/form-data; boundary=b')}${n % 2 ? part : '--b'}abc`)
    await open(`${head('/api/climbs', 'application/json')}{"a":`)
  }
  // All of them are over once these are answered.
  for (let n = 0; n < 3; n++) expect((await app.call('GET', '/api/gyms')).status).toBe(200)
  for (const log of logs) expect(log.mock.calls).toEqual([])
})

describe('[LIMIT-97] a body that is small only while it is packed', () => {
  const MB = 1024 ** 2
  const zeros = Buffer.from(`{"name":"${'0'.repeat(64 * MB)}"}`)
  test.each([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('is refused while it is unpacked: %s', async (encoding, packed) => {
    const before = process.memoryUsage().arrayBuffers
    const send = () =>
      fetch(`${app.url}/api/climbs`, {
        method: 'POST',
        body: packed as unknown as BodyInit,
        headers: { 'authorization': `Bearer ${user.token}`, 'content-type': 'application/json', 'content-encoding': encoding },
      })
    const answers = await Promise.all(Array.from({ length: 8 }, send))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 413))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MB)
  })

  test('and so is one packed in a way that nobody reads', async () => {
    expect((await app.call('POST', '/api/climbs', { token: user.token, body: '{}', headers: { 'content-encoding': 'zstd' } })).status).toBe(
      422,
    )
  })
})
