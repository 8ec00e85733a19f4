import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { changeNote } from './changeNote'

/** [REPORT-11] Empties the shared note of a hold, over all locks. */
export const clearNote: UseCase<'notes.clear'> = {
  async runs(context, { id: holdId, reason }) {
    const hold = await context.stores.walls.hold({ id: holdId })
    if (!hold) throw new Refusal('not_found')
    let audit_id = ''
    await changeNote(context, {
      faceId: hold.face_id,
      holdId,
      told: 'cleared',
      change(text) {
        if (text === '') throw new Refusal('not_found')
        return ''
      },
      async record(inside, { before, after }) {
        audit_id = await inside.stores.audit.append(
          {
            actor: inside.actor,
            action: 'note.clear',
            target: { kind: 'hold', id: String(holdId) },
            detail: reason === '' ? {} : { reason },
            state: { faceId: hold.face_id, holdId, before, after },
          },
          inside.now,
        )
        context.answers(inside, { hold_id: holdId, audit_id })
      },
    })
    return { hold_id: holdId, audit_id }
  },
}
