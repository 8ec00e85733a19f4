import { Refusal } from '../../../../shared/result'
import { putRemoved, removedState, type HoldChange } from '../../walls/changeHold'
import { isSame } from '../../walls/settings'
import { faceRow, putFace, renameOnClimbs, type FaceChange } from '../../walls/updateFace'
import { gymRow, putGym, type GymChange } from '../../walls/updateGym'
import type { UndoAct } from './undoAct'

/** @throws Refusal `not_undoable` if one of the fields is not any more as the act left it */
function requireAsLeft(now: object, after: object): void {
  const values = now as Record<string, unknown>
  if (Object.entries(after).some(([field, value]) => !isSame(values[field], value))) throw new Refusal('not_undoable')
}

/** A gym gets its name and place of before. */
export const undoGymUpdate: UndoAct = ({ transact }, { entry, state, record }) =>
  transact(async (context) => {
    const { before, after } = state as GymChange
    const gym = await gymRow(context.stores, entry.target_id)
    requireAsLeft(gym, after)
    await putGym(context, gym, before)
    await record(context)
  })

/** A wall gets its settings of before, and the climbs of a renamed rule the old name, unless they have another rule now. */
export const undoFaceUpdate: UndoAct = ({ transact }, { entry, state, record }) =>
  transact(async (context) => {
    const { before, after, renamed } = state as FaceChange
    const face = await faceRow(context.stores, entry.target_id)
    requireAsLeft(face, after)
    if (renamed) await renameOnClimbs(context, renamed.climbs, { from: renamed.to, to: renamed.from })
    await putFace(context, face, before)
    await record(context)
  })

/** A hold that left the wall is there again, and the other way round. */
export const undoHoldChange: UndoAct = ({ transact }, { entry, state, record }) =>
  transact(async (context) => {
    const { before, after } = state as HoldChange
    const id = Number(entry.target_id)
    const now = await removedState(context.stores, id)
    requireAsLeft(now, after)
    await putRemoved(context, { id, face_id: now.face_id }, before)
    await record(context)
  })
