import { faceFeed } from '../../shared/feedName'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { openDatabase } from '../../server/db/openDatabase'
import { storesOn } from '../../server/db/stores/stores'
import { environments } from '../support/environments'
import { stoktClimb } from '../support/stoktClimbs'
import { FACE_ID, FIRST_HOLD, writeStoktExport } from '../support/stoktExport'
import { Sqlite } from '../../server/db/betterSqlite3'

const CLI = join(import.meta.dirname, '../../dist/server/cli/main.js')
const CLIMBS = 1500

/** The export's part in the database: holds, climbs, rows of the face's feed. */
async function counted(env: Record<string, string>): Promise<{ holds: number; climbs: number; rows: number }> {
  const db = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR ?? '' })
  try {
    const stores = storesOn(db)
    const face = await stores.walls.face({ stoktId: FACE_ID })
    if (!face) return { holds: 0, climbs: 0, rows: 0 }
    const climbs = await stores.climbs.list({ face_id: face.id }, { userId: null, seesPrivate: true }, { page: 1, page_size: 1 })
    const { rows } = await stores.feeds.sizeAfter(faceFeed(face.id), 0)
    return { holds: (await stores.walls.holds(face.id)).length, climbs: climbs.count, rows }
  } finally {
    await db.close()
  }
}

function start(env: Record<string, string>, directory: string) {
  const child = spawn(process.execPath, [CLI, 'import', 'stokt', directory], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString() })
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}

/** [SAFE-2] Kills an import at random moments of its life. @returns how many were killed before they were done */
export async function killImports({
  dialect,
  kills,
  random,
}: {
  dialect: 'sqlite' | 'postgres'
  kills: number
  random: () => number
}): Promise<number> {
  const { directory, remove } = await writeStoktExport({
    change: ({ older }) =>
      older.push(...Array.from({ length: CLIMBS }, (_, n) => stoktClimb(1000 + n, { faceId: FACE_ID, firstHold: FIRST_HOLD }))),
  })
  onTestFinished(remove)
  const begun = Date.now()
  const whole = await environments[dialect]()
  expect(await start(whole, directory).ended).toBe(0)
  const [all, duration] = [await counted(whole), Date.now() - begun]
  expect(all.climbs).toBeGreaterThan(CLIMBS)
  const env = await environments[dialect]()
  let unfinished = 0
  for (let kill = 0; kill < kills; kill++) {
    const { child, ended } = start(env, directory)
    await new Promise(resolve => setTimeout(resolve, duration * (0.3 + 0.6 * random())))
    child.kill('SIGKILL')
    await ended
    const now = await counted(env)
    expect([all, { holds: 0, climbs: 0, rows: 0 }]).toContainEqual(now)
    if (now.climbs === 0) unfinished++
    if (env.DATABASE_URL === undefined) checkFile(env)
  }
  for (let again = 0; again < 2; again++) expect(await start(env, directory).ended).toBe(0)
  expect(await counted(env)).toEqual(all)
  const last = start(env, directory)
  expect(await last.ended).toBe(0)
  expect(last.said()).toMatch(new RegExp(`climbs\\s+0\\s+0\\s+${all.climbs}\\s+0`))
  return unfinished
}

function checkFile(env: Record<string, string>): void {
  const file = new Sqlite(join(env.DATA_DIR ?? '', 'mastoc.sqlite'))
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  file.close()
}
