import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/openDatabase'
import { documentOf, type Epoched } from './document'
import { serverOf, type RunningServer } from './serverOf'
import { emptyPlace, logIn, type Login, type StoredWall } from './wall'

/** A server that is attacked. */
export interface Target extends RunningServer {
  faceId: string
  holdIds: readonly number[]
  databaseUrl: string | null
  dataDir: string
  logIn: (username: string) => Promise<Login>
  /** The wall's sheet. */
  sheet: () => Promise<Epoched>
  close: () => Promise<void>
}

/** A server on a copy of the wall, whose database may be changed first. */
export async function startTarget(
  wall: StoredWall, env: Record<string, string> = {}, change?: (db: Database) => Promise<void>,
): Promise<Target> {
  const place = await emptyPlace(wall, wall)
  if (change) {
    const db = await openDatabase({ url: place.databaseUrl ?? undefined, dataDir: place.dataDir })
    await change(db).finally(() => db.close())
  }
  const server = await serverOf(wall.checkout, { ...place.env, ...env })
  return {
    ...server, faceId: wall.faceId, holdIds: wall.holdIds, databaseUrl: place.databaseUrl, dataDir: place.dataDir,
    logIn: username => logIn(server.url, username),
    sheet: () => documentOf(server.url, `sheet/${wall.faceId}`),
    async close() {
      await server.kill()
      await place.remove()
    },
  }
}
