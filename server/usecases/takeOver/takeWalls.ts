import { createHash } from 'node:crypto'
import { parsePolygon, polygonBox } from '../../../shared/rules/polygon'
import type { OldFace, OldGym, OldHold } from '../../sources/pythonServer/oldRows'
import type { Photo } from '../../sources/stokt/photo'
import type { WriteContext } from '../../transaction/context'
import { keptSettings } from '../imports/keptSettings'
import { isNewerHere, lastChange } from './lastChange'
import type { Ledger } from './ledger'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
/** The ids here of things there. */
export type Ids = ReadonlyMap<string, string>

type StoredGym = Awaited<ReturnType<WriteContext['stores']['takeOver']['gym']>>
type StoredFace = Awaited<ReturnType<WriteContext['stores']['walls']['face']>>

/** A gym is the one with its id, else the one with its Stokt id. */
async function gymHere({ stores }: Context, { id, stokt_id, display_name: name }: OldGym): Promise<StoredGym> {
  const own = await stores.takeOver.gym(id)
  return own || stokt_id === null ? own : stores.imports.gym({ stoktId: stokt_id, isDemo: false, name })
}

async function gymColumns({ stores }: Context, gym: OldGym, was: StoredGym) {
  const { display_name: name, location_string, source } = gym
  const stokt_id = was?.stokt_id ?? gym.stokt_id
  const all = { stokt_id, name, location: location_string ?? was?.location ?? '', source, ...await keptSettings(stores, 'gym', was) }
  return { all, wanted: was && isNewerHere(was, gym.created_at) ? { stokt_id } : all }
}

/** [MOVE-3] [MOVE-4] @returns the ids here */
export async function takeGyms(context: Context, gyms: readonly OldGym[], ledger: Ledger): Promise<Map<string, string>> {
  const { stores, touch, now } = context
  const ids = new Map<string, string>()
  for (const gym of gyms) {
    const was = await gymHere(context, gym)
    const id = was?.id ?? gym.id
    ids.set(gym.id, id)
    ledger.becameOne('gyms', { id: gym.id, name: gym.display_name }, id)
    const { all, wanted } = await gymColumns(context, gym, was)
    if (!ledger.classifyChange('gyms', was, wanted)) continue
    const fresh = { ...all, is_demo: false, created_at: gym.created_at }
    await stores.imports.putGym({ ...fresh, ...was, ...wanted, id, updated_at: was ? now : gym.created_at })
    touch.gym(id)
  }
  return ids
}

/** The size of the photo: as its file has it, as the row says, or so large that all holds lie on it. */
function sizeOf(face: OldFace, photo: Photo | undefined, holds: readonly OldHold[], ledger: Ledger) {
  if (photo) return { picture_width: photo.width, picture_height: photo.height }
  const { picture_width, picture_height } = face
  if (picture_width !== null && picture_height !== null) return { picture_width, picture_height }
  ledger.note('faces', { id: face.id, name: face.picture_path }, 'the size of its photo is not known, so it is guessed from its holds')
  const points = holds.flatMap(({ polygon_str }) => parsePolygon(polygon_str))
  const { right, bottom } = points.length === 0 ? { right: 1, bottom: 1 } : polygonBox(points)
  return { picture_width: Math.max(1, Math.ceil(right)), picture_height: Math.max(1, Math.ceil(bottom)) }
}

interface PlacedFace {
  face: OldFace
  /** Its id here. */
  id: string
  photo: Photo | undefined
}

async function takePhoto({ stores, touch }: Context, { face, id, photo }: PlacedFace, ledger: Ledger): Promise<void> {
  if (photo) {
    const [bytes, sha256] = [Buffer.from(photo.bytes), createHash('sha256').update(photo.bytes).digest('hex')]
    const isKnown = await stores.imports.hasPicture(face.picture_path)
    const isNew = await stores.imports.putPicture({ path: face.picture_path, mime: photo.mime, bytes, sha256 })
    ledger.count('photos', isNew ? isKnown ? 'updated' : 'created' : 'unchanged')
    if (!isNew) return
    await stores.imports.forgetColours(id)
    touch.face(id)
  } else if (!await stores.imports.hasPicture(face.picture_path))
    ledger.note('photos', { id: face.id, name: face.picture_path }, 'is not here; --files DIR brings the photos of a Python server')
}

export interface Walls {
  faces: readonly OldFace[]
  holds: readonly OldHold[]
  gymIds: Ids
  photos: ReadonlyMap<string, Photo>
}

/** The name of a wall, which the Python server does not know: that of its gym, with a number from the second on. */
async function nameOf({ stores }: Context, gymId: string): Promise<string> {
  const [name, others] = [(await stores.takeOver.gym(gymId))?.name ?? '', await stores.walls.faces({ gymId })]
  return others.length === 0 ? name : `${name} ${others.length + 1}`
}

/** A face is the one with its id, else the one with its Stokt id. */
async function faceHere({ stores }: Context, { id, stokt_id }: OldFace): Promise<StoredFace> {
  const own = await stores.walls.face({ id })
  return own || stokt_id === null ? own : stores.walls.face({ stoktId: stokt_id })
}

interface FaceThere {
  face: OldFace
  /** The id of its gym here. */
  gymId: string
  walls: Walls
}

/** A wall that is here keeps its size where neither the row nor a photo says another. */
async function faceColumns({ stores }: Context, { face, walls: { holds, photos } }: FaceThere, was: StoredFace, ledger: Ledger) {
  const photo = photos.get(face.picture_path)
  const saysSize = photo !== undefined || face.picture_width !== null
  const size = was && !saysSize
    ? { picture_width: was.picture_width, picture_height: was.picture_height }
    : sizeOf(face, photo, holds.filter(({ face_id }) => face_id === face.id), ledger)
  const { picture_path, feet_rules_options, has_symmetry } = face
  const stokt_id = was?.stokt_id ?? face.stokt_id
  const all = { stokt_id, picture_path, feet_rules_options, has_symmetry, ...size, ...await keptSettings(stores, 'face', was) }
  return { all, wanted: was && isNewerHere(was, lastChange(face)) ? { stokt_id } : all }
}

async function takeFace(context: Context, there: FaceThere, ledger: Ledger): Promise<string> {
  const { face, gymId, walls } = there
  const { stores, touch, now } = context
  const was = await faceHere(context, face)
  const id = was?.id ?? face.id
  ledger.becameOne('faces', { id: face.id, name: face.picture_path }, id)
  const { all, wanted } = await faceColumns(context, there, was, ledger)
  if (ledger.classifyChange('faces', was, wanted)) {
    const name = was ? was.name : await nameOf(context, gymId)
    const fresh = { ...all, gym_id: gymId, name, small_picture: null, is_active: true, created_at: face.created_at }
    await stores.imports.putFace({ ...fresh, ...was, ...wanted, id, updated_at: was ? now : lastChange(face) })
    touch.face(id)
  }
  await takePhoto(context, { face, id, photo: walls.photos.get(face.picture_path) }, ledger)
  return id
}

/** [MOVE-3] [MOVE-4] @returns the ids here */
export async function takeFaces(context: Context, walls: Walls, ledger: Ledger): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const face of walls.faces) {
    const gymId = walls.gymIds.get(face.gym_id)
    if (gymId === undefined) ledger.reject('faces', { id: face.id, name: face.picture_path }, `its gym ${face.gym_id} did not come over`)
    else ids.set(face.id, await takeFace(context, { face, gymId, walls }, ledger))
  }
  return ids
}
