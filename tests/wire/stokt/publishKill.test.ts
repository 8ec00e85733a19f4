import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Sqlite } from '../../../server/db/betterSqlite3'
import { emptyFolder } from '../../support/environments'
import { spawnServer } from '../../support/serverProcess'
import { startStokt } from '../../support/stoktServer'
import { STOKT_TOKEN } from '../../support/stoktWorld'

test('[STOKT-17] a server that is killed between a request to Stokt and its answer does not send the climb twice', async () => {
  const dataDir = await emptyFolder()
  const stokt = await startStokt({ climbs: 2 })
  const env = { DATA_DIR: dataDir, STOKT_URL: stokt.url, STOKT_TOKEN, STOKT_GYM: stokt.world.gymId, STOKT_POLL: '180', LOG_LEVEL: 'info' }
  const start = () => {
    const server = spawnServer(env)
    onTestFinished(() => void server.signal('SIGKILL'))
    return server
  }
  const read = (statement: string): unknown => {
    const file = new Sqlite(join(dataDir, 'mastoc.sqlite'))
    const value: unknown = file.prepare(statement).pluck().get()
    file.close()
    return value
  }
  const first = start()
  const url = await first.url()
  let token = ''
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json', ...token === '' ? {} : { authorization: `Bearer ${token}` } }
    const answer = await fetch(url + path, { method, headers, ...body ? { body: JSON.stringify(body) } : {} })
    const read = await answer.json() as Record<string, string>
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(read)}`)
    return read
  }
  await expect.poll(() => read('SELECT succeeded_at IS NOT NULL FROM stokt_mirrors'), { timeout: 60_000, interval: 200 }).toBe(1)
  const account = { username: 'belette', password: 'sept lanternes sous la mousse' }
  await call('POST', '/api/auth/register', { ...account, email: 'belette@example.org', full_name: 'Belette' })
  token = (await call('POST', '/api/auth/login', account))['access_token'] ?? ''
  await call('POST', '/api/users/me/stokt', { username: 'mousse', password: 'mousse-verte' })

  const posts = () => stokt.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/climbs'))
  const posted = new Promise<void>(resolve => stokt.onRequest(({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/climbs')) return
    stokt.next('lost')
    resolve(first.signal('SIGKILL').then(() => undefined))
  }))
  const face_id = String(read('SELECT id FROM faces WHERE stokt_id IS NOT NULL'))
  await call('POST', '/api/climbs', { face_id, name: 'Coupé net', holds_list: 'S901 T945', on_stokt: true })
  await posted
  stokt.onRequest(null)
  expect(read('SELECT posting IS NOT NULL FROM stokt_publications')).toBe(1)

  // The two minutes pass after which the killed server has lost the right to ask.
  read("UPDATE stokt_mirrors SET held_until = '' RETURNING gym")
  read("UPDATE stokt_publications SET next_at = '' RETURNING climb_id")
  const second = start()
  await second.url()
  await expect.poll(() => read('SELECT state FROM stokt_publications'), { timeout: 60_000, interval: 200 }).toBe('there')
  expect(stokt.world.climbs.filter(({ name }) => name === 'Coupé net')).toHaveLength(1)
  expect(posts()).toHaveLength(1)
  expect(read("SELECT count(*) FROM climbs WHERE name = 'Coupé net' AND stokt_id IS NOT NULL")).toBe(1)
  expect(first.said() + second.said()).not.toContain('token-of-moss')
}, 180_000)
