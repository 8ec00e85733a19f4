import { markTarget } from '../../../shared/model/markTarget'
import type { SheetMark } from '../../../shared/model/sheetMark'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { changeMark } from './changeMark'

/** The state that undoing the removal of a mark needs. */
export interface RemovedMark {
  faceId: string
  markId: string
  mark: SheetMark
}

const NAME_MAX = 60

/** [REPORT-12] Takes one mark off the shared sheet, over all locks. */
export const removeMark: UseCase<'marks.remove'> = {
  async runs(context, { face: faceId, mark: markId, reason }) {
    if (!await context.stores.walls.face({ id: faceId })) throw new Refusal('not_found')
    const removed: { mark: SheetMark | null; audit_id: string } = { mark: null, audit_id: '' }
    await changeMark(context, {
      faceId,
      markId,
      change(mark) {
        if (!mark) throw new Refusal('not_found')
        removed.mark = mark
        return null
      },
      async record(inside) {
        const { mark } = removed
        if (!mark) throw new Refusal('not_found')
        const state: RemovedMark = { faceId, markId, mark }
        removed.audit_id = await inside.stores.audit.append(
          {
            actor: inside.actor,
            action: 'mark.remove',
            target: { kind: 'mark', id: markTarget(faceId, markId) },
            names: mark.text === '' ? {} : { target: mark.text.slice(0, NAME_MAX) },
            detail: { mark: mark.kind, user_id: mark.by, ...(reason === '' ? {} : { reason }) },
            state,
          },
          inside.now,
        )
        context.answers(inside, { mark: markId, audit_id: removed.audit_id })
      },
    })
    return { mark: markId, audit_id: removed.audit_id }
  },
}
