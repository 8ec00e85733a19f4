import { Refusal } from '../../../../shared/result'
import { writeForUser, type RemovedAnnotation } from '../removeAnnotation'
import type { UndoAct } from './undoAct'

/** [REPORT-13] A removed annotation comes back, unless the person said something of the hold again or is gone. */
export const undoAnnotationRemove: UndoAct = async (context, { state, record }) => {
  const { userId, faceId, holdId, parts } = state as RemovedAnnotation
  let isDone = false
  await writeForUser(context, { userId, faceId, holdId, parts, told: 'restored' }, {
    async before({ stores }) {
      const [vote] = await stores.annotations.votesOf(userId, [holdId])
      if (vote || !await stores.users.byId(userId)) throw new Refusal('not_undoable')
    },
    async after(inside) {
      await record(inside)
      isDone = true
    },
  })
  // Nothing is written if the document says the same already.
  if (!isDone) throw new Refusal('not_undoable')
}
