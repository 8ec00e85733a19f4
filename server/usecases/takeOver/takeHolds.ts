import { FIRST_OWN_HOLD_ID, LAST_HOLD_ID } from '../../../shared/model/holdNumbers'
import type { HoldShape } from '../../../shared/model/hold'
import type { OldFace, OldHold } from '../../sources/pythonServer/oldRows'
import type { HoldValues } from '../../db/stores/imports/imports'
import type { WriteContext } from '../../transaction/context'
import { holdShape, shapeChanges } from '../imports/holdShape'
import { nameHolds, unnamed } from '../walls/nameHolds'
import { isNewerHere, lastChange } from './lastChange'
import type { Ledger } from './ledger'
import type { Ids } from './takeWalls'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

/** Holds that the Python server numbered itself get numbers of one block, of which there are a hundred. */
const BLOCK = 10_000_000

/** The holds of one face by the numbers that may name them there. */
export interface NamedHolds {
  byStoktId: Map<number, number>
  bySerial: Map<number, number>
}
/** The named holds of each face, by the face's id in the Python server. */
export type HoldNumbers = ReadonlyMap<string, NamedHolds>

/**
 * [MOVE-3] A hold has its Stokt number. One that was made there gets a number of the first block in which no other
 * face has any of these numbers; the block of an earlier run is found again by the holds that lie in it.
 */
async function ownNumbers({ stores }: Context, faceId: string, serials: readonly number[]): Promise<(serial: number) => number> {
  const numberIn = (block: number) => (serial: number) => FIRST_OWN_HOLD_ID + block * BLOCK + serial
  const here = new Set((await stores.walls.labelled(faceId)).map(({ id }) => id))
  const blocks = Array.from({ length: Math.floor((LAST_HOLD_ID - FIRST_OWN_HOLD_ID) / BLOCK) }, (_, block) => block)
  const earlier = blocks.find(block => serials.some(serial => here.has(numberIn(block)(serial))))
  if (earlier !== undefined) return numberIn(earlier)
  for (const block of blocks) {
    if ((await stores.imports.holds(serials.map(numberIn(block)))).length === 0) return numberIn(block)
  }
  throw new Error('there is no room for the numbers of holds')
}

const faultOf = ({ id, stokt_id }: OldHold): string | null => {
  if (stokt_id === null) return id >= 1 && id < BLOCK ? null : `its number is not between 1 and ${BLOCK - 1}`
  return stokt_id >= 1 && stokt_id < FIRST_OWN_HOLD_ID ? null : `its Stokt number is not between 1 and ${FIRST_OWN_HOLD_ID - 1}`
}

/** The shapes of the usable holds with their serial numbers. */
function shapesOf(holds: readonly OldHold[], facts: { ownNumber: (serial: number) => number; pictureWidth: number }, ledger: Ledger) {
  return holds.flatMap((hold) => {
    const fault = faultOf(hold)
    const id = hold.stokt_id ?? facts.ownNumber(hold.id)
    const shape = fault === null ? holdShape(hold, { id, pictureWidth: facts.pictureWidth }) : null
    if (shape) return [{ hold, shape }]
    ledger.reject('holds', { id: hold.stokt_id ?? hold.id }, fault ?? 'its polygon cannot be drawn')
    return []
  })
}

interface Face {
  /** Its id here. */
  id: string
  there: OldFace
  holds: readonly OldHold[]
}

async function takeHoldsOf(context: Context, { id: faceId, there, holds }: Face, ledger: Ledger): Promise<NamedHolds> {
  const { stores, touch, now } = context
  const face = await stores.walls.face({ id: faceId })
  const ownNumber = await ownNumbers(context, faceId, holds.filter(({ stokt_id }) => stokt_id === null).map(({ id }) => id))
  const shapes = shapesOf(holds, { ownNumber, pictureWidth: face?.picture_width ?? 1 }, ledger)
  const stored = new Map((await stores.imports.holds(shapes.map(({ shape }) => shape.id))).map(hold => [hold.id, hold]))
  const named: NamedHolds = { byStoktId: new Map(), bySerial: new Map() }
  const changed: HoldValues[] = []
  const at = lastChange(there)
  for (const { hold, shape } of shapes) {
    const was = stored.get(shape.id)
    if (was && was.face_id !== faceId) {
      ledger.reject('holds', { id: shape.id }, 'the number belongs to a hold of another face')
      continue
    }
    named.bySerial.set(hold.id, shape.id)
    if (hold.stokt_id !== null) named.byStoktId.set(hold.stokt_id, shape.id)
    const wanted: Partial<HoldShape> = was ? isNewerHere(was, at) ? {} : shapeChanges(was, shape, hold) : shape
    if (!ledger.classifyChange('holds', was, wanted)) continue
    const fresh = { label: unnamed(shape.id), created_at: there.created_at }
    changed.push({ ...shape, ...fresh, ...was, ...wanted, face_id: faceId, colour: null, updated_at: was ? now : at })
    touch.hold(shape.id)
  }
  await stores.imports.putHolds(changed)
  await nameHolds(context, faceId)
  return named
}

/** @returns the holds by the numbers that climbs and annotations may call them by */
export async function takeHolds(
  context: Context,
  { faces, holds, faceIds }: { faces: readonly OldFace[]; holds: readonly OldHold[]; faceIds: Ids },
  ledger: Ledger,
): Promise<HoldNumbers> {
  const numbers = new Map<string, NamedHolds>()
  for (const there of faces) {
    const id = faceIds.get(there.id)
    const own = holds.filter(({ face_id }) => face_id === there.id)
    if (id !== undefined) numbers.set(there.id, await takeHoldsOf(context, { id, there, holds: own }, ledger))
  }
  for (const hold of holds)
    if (!numbers.has(hold.face_id)) ledger.reject('holds', { id: hold.stokt_id ?? hold.id }, 'its face did not come over')
  return numbers
}
