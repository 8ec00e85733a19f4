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

/** A server on a copy of the wall. */
export async function startTarget(wall: StoredWall, env: Record<string, string> = {}): Promise<Target> {
  const place = await emptyPlace(wall, wall)
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
