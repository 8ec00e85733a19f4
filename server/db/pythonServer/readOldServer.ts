import pg from 'pg'
import { sayImportReason } from '../../i18n/sayImportReason'
import { firstProblem } from '../../sources/stokt/shapes'
import { UnusableExport } from '../../sources/stokt/unusableExport'
import { OLD_ROWS, type OldRejection, type OldServer, type OldTable } from '../../sources/pythonServer/oldRows'

const TIMESTAMPS: number[] = [pg.types.builtins.TIMESTAMP, pg.types.builtins.TIMESTAMPTZ]
/** Moments stay text: a Date would lose the microseconds, and read a moment without a zone as local time. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => (TIMESTAMPS.includes(id) ? (text: string) => text : pg.types.getTypeParser(id, format)) as never,
}

/** PostgreSQL's codes of a table and of a column that are not there. */
const NOT_THERE = ['42P01', '42703']

function unusable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnusableExport) return error
  const isNotThere = 'code' in error && typeof error.code === 'string' && NOT_THERE.includes(error.code)
  return new UnusableExport(`${isNotThere ? 'this is no database of the Python server' : 'its database cannot be read'}: ${error.message}`)
}

async function connect(url: string): Promise<pg.Client> {
  if (!/^postgres(ql)?:\/\//.test(url)) throw new UnusableExport('the address of its database begins with postgres://')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000, types })
  // A connection that breaks fails the query that waits; without a listener it would end the process too.
  client.on('error', () => {})
  await client.connect()
  return client
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '')

async function rowsOf<T extends OldTable>(client: pg.Client, table: T, rejected: OldRejection[]) {
  const columns = Object.keys(OLD_ROWS[table].shape).join(', ')
  const { rows } = await client.query<Record<string, unknown>>(`SELECT ${columns} FROM ${table} ORDER BY id`)
  return rows.flatMap((row) => {
    const parsed = OLD_ROWS[table].safeParse(row)
    if (parsed.success) return [parsed.data as OldServer[Exclude<T, 'id_mappings'>][number]]
    const name = textOf(row['name'] ?? row['full_name'] ?? row['display_name'])
    rejected.push({ table, id: textOf(row['id']), name, reason: sayImportReason(firstProblem(parsed.error)) })
    return []
  })
}

/** [MOVE-2] Reads all tables in one transaction that may only read, so that they fit together. */
async function snapshotOf(client: pg.Client) {
  const rejected: OldRejection[] = []
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  await client.query(`SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'`)
  const old: OldServer = {
    gyms: await rowsOf(client, 'gyms', rejected),
    faces: await rowsOf(client, 'faces', rejected),
    holds: await rowsOf(client, 'holds', rejected),
    users: await rowsOf(client, 'users', rejected),
    climbs: await rowsOf(client, 'climbs', rejected),
    hold_annotations: await rowsOf(client, 'hold_annotations', rejected),
    rejected,
  }
  const mapped = 'SELECT mastoc_id, stokt_id FROM id_mappings ORDER BY id'
  const { rows: mappings } = await client.query<{ mastoc_id: string; stokt_id: string }>(mapped)
  await client.query('ROLLBACK')
  return { old, stoktIds: new Map(mappings.map(({ mastoc_id, stokt_id }) => [mastoc_id, stokt_id])) }
}

interface Named {
  id: string
  stokt_id: string | null
  created_at: string
}

/** A Stokt id names one thing: of several rows that claim it the oldest keeps it. A row without one may have it in the mappings. */
function withStoktIds<R extends Named>(rows: R[], known: ReadonlyMap<string, string>): R[] {
  const taken = new Set<string>()
  const oldestFirst = [...rows].sort((a, b) => (a.created_at < b.created_at || (a.created_at === b.created_at && a.id < b.id) ? -1 : 1))
  const claim = (row: R, stoktId: string | undefined): R => {
    if (stoktId === undefined || taken.has(stoktId)) return { ...row, stokt_id: null }
    taken.add(stoktId)
    return { ...row, stokt_id: stoktId }
  }
  const own = new Map(oldestFirst.filter(row => row.stokt_id !== null).map(row => [row.id, claim(row, row.stokt_id ?? undefined)]))
  return oldestFirst.map(row => own.get(row.id) ?? claim(row, known.get(row.id)))
}

/** @throws UnusableExport if it is not the Python server's database, or cannot be read */
export async function readOldServer(url: string): Promise<OldServer> {
  let client: pg.Client | undefined
  try {
    client = await connect(url)
    const { old, stoktIds } = await snapshotOf(client)
    return {
      ...old,
      gyms: withStoktIds(old.gyms, stoktIds), faces: withStoktIds(old.faces, stoktIds),
      users: withStoktIds(old.users, stoktIds), climbs: withStoktIds(old.climbs, stoktIds),
    }
  } catch (error) {
    throw unusable(error)
  } finally {
    await client?.end().catch(() => {})
  }
}
