import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { surviveOutage } from '../faults/outage'
import { PASSWORD } from '../support/app'
import { present, watched } from '../support/followed'
import { createDatabase } from '../support/postgres'
import { spawnServer, type ServerProcess } from '../support/serverProcess'

const KEY = 'a-key-for-this-test-only'
const HOLDS = 'S1000000001 O1000000002 T1000000003'

async function server(env: Record<string, string>): Promise<ServerProcess> {
  const dataDir = env.DATA_DIR ?? await mkdtemp(join(tmpdir(), 'mastoc-outage-'))
  const process = spawnServer({
    DATA_DIR: dataDir,
    DEMO: 'on',
    API_KEY: `${KEY}=write`,
    ADMIN_EMAIL: 'chef@example.org',
    ADMIN_PASSWORD: PASSWORD,
    JWT_SECRET: 'one secret for the servers of this test',
    ...env,
  })
  onTestFinished(async () => {
    await process.signal('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })
  return process
}
const login = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'chef@example.org', password: PASSWORD }),
  })
  return (await answer.json() as { access_token: string }).access_token
}
const faceOf = async (url: string): Promise<string> => (await (await fetch(`${url}/api/faces`)).json() as { id: string }[])[0]?.id ?? ''
const climb = (url: string, face_id: string, name: string, description = '') =>
  fetch(`${url}/api/climbs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': KEY },
    body: JSON.stringify({ face_id, name, description, holds_list: HOLDS }),
  })
function socket(url: string, auth: object = {}) {
  const it = io(url, { transports: ['websocket'], forceNew: true, auth })
  onTestFinished(() => void it.close())
  return it
}

test('[NODE-4] PostgreSQL is away for half a minute', () => surviveOutage(30_000))

test('[NODE-3] a server that is frozen is forgotten by the other, and reads what it missed when it goes on', async () => {
  const { url: database, drop } = await createDatabase()
  onTestFinished(drop)
  const one = await server({ DATABASE_URL: database })
  const there = await one.url()
  const other = await server({ DATABASE_URL: database })
  const here = await other.url()
  const [token, face] = [await login(here), await faceOf(here)]
  const [frozen, watching] = [socket(there, { token }), socket(here)]
  const told = watched(watching)
  const heard: unknown[] = []
  frozen.on('feed:change', change => void heard.push(change))
  await frozen.emitWithAck('feed:open', { feed: `face:${face}` })
  frozen.emit('presence:set', { face })
  watching.emit('presence:set', { face })
  await expect.poll(() => present(told).names.length).toBe(1)

  one.child.kill('SIGSTOP')
  await expect.poll(() => present(told).names).toEqual([])
  expect((await climb(here, face, 'Pendant le gel')).status).toBe(201)
  one.child.kill('SIGCONT')
  await expect.poll(() => JSON.stringify(heard)).toContain('Pendant le gel')
  await expect.poll(async () => (await fetch(`${there}/ready`)).status).toBe(200)
  await expect.poll(() => present(told).names.length).toBe(1)
})

test('[PROCESS-2] SIGTERM while the body of a request never ends: the process ends with 0 all the same', async () => {
  const running = await server({})
  const { hostname, port } = new URL(await running.url())
  const request = connect(Number(port), hostname)
  onTestFinished(() => void request.destroy())
  request.on('error', () => undefined)
  await once(request, 'connect')
  request.write(
    `POST /api/auth/login HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"username":`,
  )
  await expect.poll(async () => (await fetch(`http://${hostname}:${port}/health`)).status).toBe(200)
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
})

/** Resident memory of a process, bytes. */
const residentOf = (pid: number): number => Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) * 1024

test('[SOCKET-3] twenty sockets that never read cost under 100 MB together, and others hear everything', async () => {
  const running = await server({})
  const url = await running.url()
  const face = await faceOf(url)
  const attentive = socket(url)
  let told = 0
  attentive.on('feed:change', ({ rows }: { rows: unknown[] }) => { told += rows.length })
  await attentive.emitWithAck('feed:open', { feed: `face:${face}` })
  await Promise.all(Array.from({ length: 20 }, async () => {
    const deaf = socket(url)
    await deaf.emitWithAck('feed:open', { feed: `face:${face}` })
    const { transport } = deaf.io.engine as unknown as { transport: { ws: { _socket: { pause: () => void } } } }
    transport.ws._socket.pause()
  }))
  const before = residentOf(running.child.pid ?? 0)
  let highest = before
  const text = 'é'.repeat(1900)
  for (let batch = 0; batch < 250; batch++) {
    const set = await Promise.all(Array.from({ length: 8 }, (_, at) => climb(url, face, `Bloc ${batch}-${at}`, text)))
    expect(set.map(({ status }) => status)).toEqual(set.map(() => 201))
    highest = Math.max(highest, residentOf(running.child.pid ?? 0))
  }
  await expect.poll(() => told).toBe(2000)
  console.log(`twenty sockets that never read: ${Math.round((highest - before) / 1e6)} MB more, 2,000 changes of 4 KB`)
  expect(highest - before).toBeLessThan(100_000_000)
})

test('[PEOPLE-3] kill -9 while portraits are uploaded: the portrait is a whole one or none', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mastoc-upload-'))
  const picture = await sharp({
    create: { width: 1200, height: 1200, channels: 3, background: '#c9a36b', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .jpeg()
    .toBuffer()
  let taken = 0
  for (let round = 0; round < 8; round++) {
    const running = await server({ DATA_DIR: dataDir })
    const url = await running.url()
    const token = await login(url)
    const me = async () =>
      (await (await fetch(`${url}/api/users/me`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
        id: string
        avatar_path: string | null
      }
    const { id, avatar_path } = await me()
    if (taken > 0) expect(avatar_path).not.toBeNull()
    if (avatar_path !== null)
      expect((await sharp(Buffer.from(await (await fetch(`${url}/api/users/${id}/avatar`)).arrayBuffer())).metadata()).format).toBe('webp')
    const send = () => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(picture)]), 'portrait.jpg')
      return fetch(`${url}/api/users/me/avatar`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })
    }
    const sent = [1, 2, 3].map(() => send().then(({ status }) => { if (status === 200) taken++ }, () => undefined))
    setTimeout(() => running.child.kill('SIGKILL'), round * 40)
    await Promise.all(sent)
    await running.ended
  }
  expect(taken).toBeGreaterThan(0)
})
