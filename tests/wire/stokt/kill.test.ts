import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Sqlite } from '../../../server/db/betterSqlite3'
import { emptyFolder } from '../../support/environments'
import { spawnServer } from '../../support/serverProcess'
import { startStokt } from '../../support/stoktServer'
import { STOKT_TOKEN } from '../../support/stoktWorld'

function valueOf(dataDir: string, statement: string): unknown {
  const file = new Sqlite(join(dataDir, 'mastoc.sqlite'))
  const value: unknown = file.prepare(statement).pluck().get()
  file.close()
  return value
}

test('[STOKT-7] a server that is killed in the middle of the first fill goes on where it was, and nothing is there twice', async () => {
  const dataDir = await emptyFolder()
  const stokt = await startStokt({ climbs: 40, pageSize: 10 })
  const env = { DATA_DIR: dataDir, STOKT_URL: stokt.url, STOKT_TOKEN, STOKT_GYM: stokt.world.gymId, STOKT_POLL: '180', LOG_LEVEL: 'info' }
  const start = () => {
    const server = spawnServer(env)
    onTestFinished(() => void server.signal('SIGKILL'))
    return server
  }
  const pageOf = (path: string): string | undefined => /page=\d+/.exec(path)?.[0]

  const first = start()
  await first.url()
  const reached = new Promise<void>(resolve => stokt.onRequest(({ path }) => {
    if (pageOf(path) === 'page=3') resolve()
  }))
  await reached
  await first.signal('SIGKILL')
  expect(first.said()).not.toContain(STOKT_TOKEN)
  expect(valueOf(dataDir, 'SELECT count(*) FROM climbs')).toBe(20)
  stokt.forget()

  // The two minutes pass after which the killed server has lost the mirror.
  valueOf(dataDir, "UPDATE stokt_mirrors SET held_until = '' RETURNING gym")
  const second = start()
  await second.url()
  await expect.poll(() => valueOf(dataDir, 'SELECT succeeded_at IS NOT NULL FROM stokt_mirrors'), { timeout: 30_000, interval: 200 }).toBe(1)
  expect(stokt.requests.map(({ path }) => pageOf(path))).toEqual(['page=3', 'page=4'])
  expect(valueOf(dataDir, 'SELECT count(*) FROM climbs')).toBe(40)
  expect(valueOf(dataDir, 'SELECT count(DISTINCT stokt_id) FROM climbs')).toBe(40)
  expect(JSON.parse(String(valueOf(dataDir, 'SELECT run FROM stokt_mirrors')))).toMatchObject({ received: 40, created: 40, hidden: 0 })
}, 90_000)
