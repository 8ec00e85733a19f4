import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { step2Message } from '../../server/collab/wire'
import { copyDatabase } from '../support/copyDatabase'
import { ADDRESSES, ask } from './ask'
import { FIRST_HOLD, writeStoktExport } from '../support/stoktExport'
import { documentOf, openDocument } from './document'
import { serverOf } from './serverOf'

const run = promisify(execFile)

export const PASSWORD = 'prise-verte-du-fond-7'
const ADMIN = 'chief@example.org'
export const PEOPLE = ['lynx', 'blaireau', 'loutre', 'marmotte', 'chamois', 'hermine'] as const
const NOTE_CHARACTERS = 1700

/** The wall that servers are started from. */
export interface Place {
  /** The folder of a checkout whose server is built. */
  checkout: string
  /** An address of a PostgreSQL server; SQLite without. */
  postgres?: string
}
/** A wall as many use it, in a database that servers start from a copy of. */
export interface StoredWall extends Place {
  dataDir: string
  databaseUrl: string | null
  faceId: string
  holdIds: number[]
}
export interface Wall extends StoredWall {
  remove: () => Promise<void>
}

const JWT_SECRET = 'the same for each server of a hostile run'

/** An empty database of the place's kind; a copy of another's where that is given. */
export async function emptyPlace(place: Place, of?: StoredWall) {
  const dataDir = await mkdtemp(join(tmpdir(), 'mastoc-hostile-'))
  if (of) await cp(of.dataDir, dataDir, { recursive: true })
  const database =
    place.postgres === undefined
      ? null
      : await copyDatabase(place.postgres, of?.databaseUrl ? new URL(of.databaseUrl).pathname.slice(1) : 'template0')
  const env: Record<string, string> = { DATA_DIR: dataDir, JWT_SECRET, ...(database ? { DATABASE_URL: database.url } : {}) }
  return {
    dataDir, databaseUrl: database?.url ?? null, env,
    async remove() {
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export interface Login {
  id: string
  token: string
  refreshToken: string
}

export async function logIn(url: string, username: string): Promise<Login> {
  const { text, status } = await ask(`${url}/api/auth/login`, {
    method: 'POST',
    from: ADDRESSES.honest,
    body: { username, password: PASSWORD },
  })
  if (status !== 200) throw new Error(`${username} cannot log in: ${status} ${text}`)
  const { user_id, access_token, refresh_token } = JSON.parse(text) as { user_id: string; access_token: string; refresh_token: string }
  return { id: user_id, token: access_token, refreshToken: refresh_token }
}

/** A note on each hold, as somebody who was offline for long brings them. */
async function writeNotes(url: string, faceId: string, holdIds: readonly number[]): Promise<void> {
  const { token } = await logIn(url, PEOPLE[0])
  const { ws, opened, closed, heard } = openDocument(url, await documentOf(url, `sheet/${faceId}`, token), {
    token,
    from: ADDRESSES.honest,
  })
  await opened
  const doc = new Y.Doc()
  for (const holdId of holdIds)
    doc.getText(noteRoot(holdId)).insert(0, `prise ${holdId} `.padEnd(NOTE_CHARACTERS, 'à brosser, puis à resserrer. '))
  const isSaved = new Promise<void>((resolve) => {
    ws.on('message', () => {
      if (heard(4) > 0) resolve()
    })
  })
  ws.send(step2Message(Y.encodeStateAsUpdate(doc)))
  await Promise.race([isSaved, closed.then((why) => { throw new Error(`the notes were not taken: ${why}`) })])
  ws.terminate()
}

const HOLDS = 400
/** As an export of a real wall's size. */
async function importHolds(checkout: string, env: Record<string, string>): Promise<void> {
  const { directory, remove } = await writeStoktExport({
    change({ setup }) {
      setup.holds = Array.from({ length: HOLDS }, (_, nth) => ({ ...setup.holds[nth % setup.holds.length]!, id: FIRST_HOLD + nth }))
    },
  })
  await run(process.execPath, [join(checkout, 'dist/server/cli/main.js'), 'import', 'stokt', directory], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'error', ...env },
  })
  await remove()
}

/** A wall of 400 holds with some people, and a sheet with a note on every hold: made by the programs of that place themselves. */
export async function makeWall(place: Place): Promise<Wall> {
  const empty = await emptyPlace(place)
  await importHolds(place.checkout, empty.env)
  const { url, stop } = await serverOf(place.checkout, { ...empty.env, ADMIN_EMAIL: ADMIN, ADMIN_PASSWORD: PASSWORD })
  for (const username of PEOPLE) {
    const { status, text } = await ask(`${url}/api/auth/register`, {
      method: 'POST',
      from: ADDRESSES.honest,
      body: { username, email: `${username}@example.org`, password: PASSWORD },
    })
    if (status !== 201) throw new Error(`${username} cannot register: ${status} ${text}`)
  }
  const [face] = JSON.parse((await ask(`${url}/api/faces`, { from: ADDRESSES.honest })).text) as { id: string }[]
  const faceId = face?.id ?? ''
  const { results } = JSON.parse((await ask(`${url}/api/holds?face_id=${faceId}`, { from: ADDRESSES.honest })).text) as {
    results: { id: number }[]
  }
  const holdIds = results.map(({ id }) => id)
  await writeNotes(url, faceId, holdIds)
  await stop()
  return { ...place, ...empty, faceId, holdIds }
}
