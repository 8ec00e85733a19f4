import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hash } from '@node-rs/bcrypt'
import pg from 'pg'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { emptyFolder } from '../environments'
import { createDatabase } from '../postgres'
import { OLD_PASSWORD, oldIds, oldRows, people, PICTURE, type OldTables } from './oldRows'
import { OLD_SCHEMA } from './oldSchema'

export interface OldServerParts {
  url: string
  /** Its disk: `static/` and `avatars/`. */
  files: string
  run: (statement: string, values?: unknown[]) => Promise<void>
}

/** bcrypt at the cost of the Python server takes a quarter of a second: once for the run is enough. */
let hashed: Promise<string> | undefined
export const oldPasswordHash = (): Promise<string> => hashed ??= hash(OLD_PASSWORD, 12)

async function insert(client: pg.Client, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return
  await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)])
}

/** Columns that a row leaves out have their default, which a set of whole records would overwrite with null. */
const DEFAULTS: Partial<Record<keyof OldTables, Record<string, unknown>>> = {
  gyms: { source: 'mastoc' },
  faces: { source: 'mastoc', has_symmetry: false },
  users: { source: 'mastoc', is_active: true, role: 'user' },
  climbs: { source: 'mastoc', is_private: false, is_benchmark: false, climbed_by: 0, total_likes: 0, total_comments: 0, is_project: false },
}

async function fill(client: pg.Client, tables: OldTables): Promise<void> {
  await client.query(OLD_SCHEMA)
  for (const [table, rows] of Object.entries(tables)) {
    const complete = rows.map((row, n) => ({
      ...DEFAULTS[table as keyof OldTables], ...(table === 'id_mappings' ? { id: n + 1 } : {}), ...row,
      ...(typeof row['feet_rules_options'] === 'string' ? { feet_rules_options: JSON.parse(row['feet_rules_options']) as unknown } : {}),
    }))
    await insert(client, table, complete)
  }
}

const drawn = (background: string, format: 'jpeg' | 'png', width = 80, height = 60) =>
  sharp({ create: { width, height, channels: 3, background } }).toFormat(format).toBuffer()

/** Portraits under the user's id and under the name that a row says, one that is no picture, and the photo of one wall. */
async function writeFiles(folder: string): Promise<void> {
  const files: Record<string, Buffer> = {
    [`static/${PICTURE.path}`]: await drawn('#b08d62', 'jpeg', PICTURE.width, PICTURE.height),
    [`avatars/${oldIds.user(people.plain)}.png`]: await drawn('#a33', 'png'),
    'avatars/0a0a0a0a-0000-4000-8000-00000000000a.jpg': await drawn('#3a3', 'jpeg'),
    [`avatars/${oldIds.user(people.creator)}.jpg`]: Buffer.from('no picture'),
  }
  for (const [file, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), bytes)
  }
}

/** A database and a disk of the Python server, gone when the test ends. A test may change the rows before they are written. */
export async function startOldServer(change: (tables: OldTables) => void = () => {}): Promise<OldServerParts> {
  const { url, drop } = await createDatabase()
  onTestFinished(drop)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end().catch(() => {}))
  const tables = oldRows(await oldPasswordHash())
  const admin = tables.users[people.admin - 1]
  if (admin) admin['avatar_path'] = '/api/users/avatars/0a0a0a0a-0000-4000-8000-00000000000a.jpg'
  change(tables)
  await fill(client, tables)
  const files = await emptyFolder()
  await writeFiles(files)
  return { url, files, run: async (statement, values) => void await client.query(statement, values) }
}
