import { guest } from '../../shared/access/actor'
import type { GymFile, Setup } from '../sources/stokt/shapes'
import { wallOf } from '../sources/stokt/mapping'
import { isPhotoOf, type Photo } from '../sources/stokt/photo'
import { UnusableExport } from '../sources/stokt/unusableExport'
import type { WallImport } from '../sources/wallImport'
import { importWall } from '../usecases/imports/importWall'
import type { KnownFace, Walls } from '../stokt/mapPage'
import type { RunParts } from './runParts'
import { StoktFailure } from '../stokt/stoktFailure'

type Reading = Pick<RunParts, 'api' | 'stores'>
type Parts = Pick<RunParts, 'api' | 'stores' | 'transactions' | 'lease' | 'gym' | 'actor'>

/** Null: the stored one is still the photo. @throws StoktFailure */
async function readPhoto({ api, stores }: Reading, { picture }: Setup): Promise<{ photo: Photo; etag: string | null } | null> {
  if (!picture) return null
  const isStored = await stores.imports.hasPicture(picture.name)
  const known = isStored ? await stores.stokt.etag(photoKey(picture.name)) : null
  const reply = await api.photo(picture.name, known?.etag ?? null).catch((error: unknown) => {
    if (error instanceof StoktFailure && error.fault === 'not_found') return null
    throw error
  })
  if (reply?.status === 'answer') {
    if (!isPhotoOf(reply.value, picture)) throw new StoktFailure('nonsense', 'photo')
    return { photo: reply.value, etag: reply.etag }
  }
  // [IMPORT-1] A face without a photo cannot be drawn.
  if (!isStored) throw new StoktFailure('nonsense', 'photo')
  return null
}
const photoKey = (name: string): string => `/media/${name}`

/** Reads one face. @throws StoktFailure */
export async function readFace(parts: Reading, gym: GymFile, stoktId: string): Promise<{ wall: WallImport; etag: string | null } | null> {
  const setup = await parts.api.setup(stoktId).catch((error: unknown) => {
    if (error instanceof StoktFailure && error.fault === 'not_found') return null
    throw error
  })
  if (!setup) return null
  if (setup.id !== stoktId) throw new StoktFailure('nonsense', 'setup')
  const photo = await readPhoto(parts, setup)
  try {
    return { wall: wallOf({ gym, setup, climbs: [], photo: photo?.photo ?? null }), etag: photo?.etag ?? null }
  } catch (error) {
    throw error instanceof UnusableExport ? new StoktFailure('nonsense', 'setup') : error
  }
}

/** The faces that are in use, by their Stokt ids. */
export const facesInUse = (gym: GymFile): string[] =>
  (gym.walls ?? []).flatMap(({ faces }) => faces ?? []).filter(({ isActive }) => isActive !== false).map(({ id }) => id)

/** The walls of one run: those that are stored, and what was read of them in Stokt. */
export function createWalls(parts: Parts): Walls {
  const { api, stores, transactions, lease, gym: gymId, actor } = parts
  const known = new Map<string, KnownFace | null>()
  const read = new Set<string>()
  let gym: Promise<GymFile> | null = null
  const gymFile = () => gym ??= api.gym(gymId)

  async function stored(stoktId: string): Promise<KnownFace | null> {
    const face = await stores.walls.face({ stoktId })
    return face && { id: face.id, holds: new Set((await stores.walls.holds(face.id)).map(({ id }) => id)) }
  }
  async function readAndStore(stoktId: string): Promise<KnownFace | null> {
    read.add(stoktId)
    const found = await readFace(parts, await gymFile(), stoktId)
    if (found) {
      await transactions(guest, async (context) => {
        await importWall(context, found.wall, { keepDemo: false, actor })
        const { name } = found.wall.face.picture
        if (found.etag !== null) await context.stores.stokt.putEtag({ path: photoKey(name), etag: found.etag, next: null, at: context.now })
        await lease.put(context.stores, {})
      })
    }
    const face = await stored(stoktId)
    known.set(stoktId, face)
    return face
  }

  return {
    async readAll() {
      const faces = facesInUse(await gymFile())
      if (faces.length === 0) throw new StoktFailure('nonsense', 'walls')
      for (const stoktId of faces) await readAndStore(stoktId)
    },
    async face(stoktId) {
      const face = known.get(stoktId)
      if (face !== undefined) return face
      const here = await stored(stoktId)
      if (!here) return readAndStore(stoktId)
      known.set(stoktId, here)
      return here
    },
    async again(stoktId) {
      return read.has(stoktId) ? known.get(stoktId) ?? null : readAndStore(stoktId)
    },
    async only() {
      const [one, another] = await stores.stokt.faces(gymId)
      return one && !another ? one.stokt_id : null
    },
  }
}
