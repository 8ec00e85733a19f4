import { guest } from '../../shared/access/actor'
import { mapClimbs } from '../sources/stokt/climbs'
import type { WallImport } from '../sources/wallImport'
import { emptyReport, type ImportReport } from '../usecases/imports/importReport'
import { importWall } from '../usecases/imports/importWall'
import { faceIdOf } from '../stokt/mapPage'
import { ALL_DAYS } from './plan'
import type { RunParts } from './runParts'
import { StoktFailure } from '../stokt/stoktFailure'
import { facesInUse, readFace } from './walls'

type Parts = Pick<RunParts, 'api' | 'stores' | 'transactions' | 'gym' | 'actor'>

/** Ends the transaction so that nothing of it stays. */
class Rehearsed extends Error {
  constructor(readonly report: ImportReport) {
    super('rehearsed')
  }
}

function added(one: ImportReport, other: ImportReport): ImportReport {
  const sum = emptyReport([...one.rejected, ...other.rejected])
  for (const [part, tally] of Object.entries(sum.tallies) as [keyof ImportReport['tallies'], ImportReport['tallies']['climbs']][]) {
    for (const count of ['created', 'updated', 'unchanged'] as const) tally[count] = one.tallies[part][count] + other.tallies[part][count]
  }
  return { ...sum, demoRemoved: one.demoRemoved || other.demoRemoved }
}

async function readRows({ api, gym }: Parts): Promise<unknown[]> {
  const rows: unknown[] = []
  for (let at: string | null = api.climbsPath(gym, ALL_DAYS); at !== null;) {
    const reply = await api.climbs(at, null)
    if (reply.status === 'unchanged') throw new StoktFailure('nonsense', 'climbs')
    rows.push(...reply.value.rows)
    at = reply.value.next
  }
  return rows
}

/** Every wall that is in use or that a climb is on, with its climbs. */
async function readWalls(parts: Parts): Promise<WallImport[]> {
  const gym = await parts.api.gym(parts.gym)
  const inUse = facesInUse(gym)
  const rows = await readRows(parts)
  const placeOf = (row: unknown): string | null => faceIdOf(row) ?? (inUse.length === 1 ? inUse[0] ?? null : null)
  const walls: WallImport[] = []
  for (const stoktId of new Set([...inUse, ...rows.flatMap(row => placeOf(row) ?? [])])) {
    const wall = (await readFace(parts, gym, stoktId))?.wall
    if (!wall) continue
    const holds = new Set(wall.holds.map(({ id }) => id))
    const own = rows.filter(row => placeOf(row) === stoktId).map((row, index) => ({ row, file: 'Stokt', index }))
    const { climbs, setters, rejected } = mapClimbs(own, { faceId: stoktId, hasHold: id => holds.has(id) })
    walls.push({ ...wall, climbs, setters, rejected: [...wall.rejected, ...rejected] })
  }
  return walls
}

/** Reads everything and says what a first fill would change. Nothing is written. @throws StoktFailure */
export async function previewFill(parts: Parts): Promise<ImportReport> {
  const walls = await readWalls(parts)
  try {
    await parts.transactions(guest, async (context) => {
      let report = emptyReport()
      for (const wall of walls) report = added(report, await importWall(context, wall, { keepDemo: false, actor: parts.actor }))
      throw new Rehearsed(report)
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.report
    throw error
  }
  return emptyReport()
}
