import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../../server/cli/run'
import { emptyFolder } from '../support/environments'
import { spawnServer, type ServerProcess } from '../support/serverProcess'

function start(env: Record<string, string>): ServerProcess {
  const server = spawnServer({ LOG_LEVEL: 'info', ...env })
  onTestFinished(async () => void await server.signal('SIGKILL'))
  return server
}

test('[BACKUP-5] the built server makes a backup by itself; after it was killed and its disk was lost, that goes on elsewhere with equal counts', async () => {
  const [first, second] = [await emptyFolder(), await emptyFolder()]
  const server = start({ DATA_DIR: first, DEMO: 'auto', BACKUP_EVERY: '24' })
  const url = await server.url()
  const counts = async (at: string): Promise<unknown> => (await fetch(`${at}/api/sync/stats`)).json()
  const before = await counts(url)
  await expect.poll(server.said, { timeout: 40_000 }).toContain('"backup made"')
  await server.signal('SIGKILL')
  const [name = ''] = readdirSync(join(first, 'backups'))
  expect(
    await run(['restore', join(first, 'backups', name)], {
      environment: { DATA_DIR: second },
      out: () => {},
      err: () => {},
      terminal: null,
    }),
  ).toBe(0)
  const next = start({ DATA_DIR: second })
  const again = await counts(await next.url())
  expect(again).toEqual(before)
  expect(again).toMatchObject({ climbs: expect.any(Number) as number, holds: expect.any(Number) as number })
}, 120_000)
