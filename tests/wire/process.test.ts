import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PASSWORD } from '../support/app'
import { spawnServer, type ServerProcess } from '../support/serverProcess'

let dataDir: string
const running: ServerProcess[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mastoc-process-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(server => server.signal('SIGKILL')))
  await rm(dataDir, { recursive: true, force: true })
})

/** The server in a process of its own, as it is deployed. */
function start(env: Record<string, string> = {}): ServerProcess {
  const server = spawnServer({ DATA_DIR: dataDir, ...env })
  running.push(server)
  return server
}

test('[CONFIG-2] wrong settings end the start with one message', async () => {
  const { ended, said } = start({ PORT: 'x', REGISTRATION: 'y' })
  expect(await ended).toBe(1)
  expect(said()).toMatch(/^Wrong settings:\n {2}- PORT: .*\n {2}- REGISTRATION: .*\n$/)
}, 30_000)

test('[PROCESS-1] a second server on the same data refuses to start; after a kill the next one starts', async () => {
  const first = start()
  await first.url()
  expect(first.said()).toContain('one-time password')
  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain('another server already runs')
  first.child.kill('SIGKILL')
  await first.ended
  const third = start()
  await third.url()
  expect(third.said()).not.toContain('one-time password')
}, 60_000)

test('[PROCESS-5] the first password is told although the port is taken', async () => {
  const other = start()
  const port = new URL(await other.url()).port
  const folder = await mkdtemp(join(tmpdir(), 'mastoc-process-'))
  const { ended, said } = start({ DATA_DIR: folder, PORT: port })
  expect(await ended).toBe(1)
  expect(said()).toContain('EADDRINUSE')
  expect(said()).toContain('one-time password')
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test('[LIMIT-50] the built server estimates passwords in its thread, which ends with it', async () => {
  const server = start()
  const url = await server.url()
  const register = (username: string, password: string) =>
    fetch(`${url}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${username}@example.org`, username, password }),
    })
  expect((await register('faible', 'soleilsoleil')).status).toBe(400)
  expect((await register('forte', PASSWORD)).status).toBe(201)
  expect(await server.signal('SIGTERM')).toBe(0)
}, 60_000)

test('[PROCESS-2] SIGTERM finishes what was begun, then ends with 0', async () => {
  const server = start({ ADMIN_EMAIL: 'chef@example.org', ADMIN_PASSWORD: PASSWORD })
  const url = await server.url()
  const login = () =>
    fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'chef', password: PASSWORD }),
    })
  expect((await login()).status).toBe(200)
  const begun = Promise.all(Array.from({ length: 12 }, login))
  await expect.poll(async () => /mastoc_sockets/.test(await (await fetch(`${url}/metrics`)).text())).toBe(true)
  server.child.kill('SIGTERM')
  expect((await begun).map(answer => answer.status)).toEqual(Array.from({ length: 12 }, () => 200))
  expect(await server.ended).toBe(0)
  await expect(fetch(`${url}/ready`)).rejects.toThrow()
}, 60_000)

test('[SEC-10] the log says when the server started, why it ends, and that it ended', async () => {
  const server = start({ LOG_LEVEL: 'info' })
  await server.url()
  await server.signal('SIGTERM')
  const lines = server.said().split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line) as Record<string, unknown>)
  expect(lines.filter(({ event }) => /^sys_/.test(String(event)))).toMatchObject([
    { level: 'info', event: 'sys_startup', msg: 'started', database: 'sqlite', time: expect.stringMatching(/Z$/) as string },
    { event: 'sys_shutdown', msg: 'stopping', because: 'SIGTERM' },
    { event: 'sys_shutdown', msg: 'stopped' },
  ])
}, 60_000)

test('[PROCESS-2] [SEC-10] a signal in the moment in which the server says that it is ready is heeded, and the log tells all of it', async () => {
  for (let times = 0; times < 3; times += 1) {
    const server = start({ LOG_LEVEL: 'info' })
    server.child.stdout?.on('data', () => {
      if (server.said().includes('is ready at')) server.child.kill('SIGTERM')
    })
    expect(await server.ended).toBe(0)
    expect(server.said()).toMatch(/"started"[\s\S]*is ready at[\s\S]*"stopping"[\s\S]*"stopped"/)
  }
}, 60_000)

test('[SAFE-8] a failure that nobody caught is said, requests that were begun are finished, and the process ends with 1', async () => {
  const defect = 'data:text/javascript,process.on("SIGWINCH",()=>{Promise.reject(new Error("a_defect"))})'
  const server = spawnServer({ DATA_DIR: dataDir }, ['--import', defect])
  running.push(server)
  const url = await server.url()
  const login = (username: string) =>
    fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    })
  await login('personne')
  const begun = Promise.all(['aucune', 'nul'].map(login))
  await expect.poll(async () => /mastoc_sockets/.test(await (await fetch(`${url}/metrics`)).text())).toBe(true)
  server.child.kill('SIGWINCH')
  expect((await begun).map(({ status }) => status)).toEqual([401, 401])
  expect(await server.ended).toBe(1)
  expect(server.said()).toContain('a_defect')
}, 60_000)

test('an admin is made although their name is taken', async () => {
  const server = start()
  const url = await server.url()
  await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'other@example.org', username: 'chef', password: PASSWORD }),
  })
  server.child.kill('SIGTERM')
  await server.ended
  const next = start({ ADMIN_EMAIL: 'chef@example.org', ADMIN_PASSWORD: PASSWORD })
  const again = await next.url()
  const { status } = await fetch(`${again}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'chef@example.org', password: PASSWORD }),
  })
  expect(status).toBe(200)
}, 60_000)

test('[PROCESS-3] the first start on an empty database puts the demo wall in, photo and all; the next leaves it be', async () => {
  const first = start({ DEMO: 'auto' })
  const url = await first.url()
  expect(first.said()).toContain('demo wall')
  const [face] = await (await fetch(`${url}/api/faces`)).json() as { climbs_count: number; picture_path: string }[]
  expect(face?.climbs_count).toBeGreaterThanOrEqual(145)
  expect((await fetch(`${url}/static/${face?.picture_path}?w=480`)).headers.get('content-type')).toBe('image/webp')
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const next = start({ DEMO: 'auto' })
  await next.url()
  expect(next.said()).not.toContain('demo wall')
}, 120_000)
