import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { Transact } from '../../transaction/context'

/** [LIMIT-27] The content of the sheet stays, also as a version. Clients that have it open must open it again. */
export const beginSheetAnew: UseCase<'sheets.beginAnew'> = {
  async runs({ actor, services, stores, transact }, { face, reason }) {
    if (!await stores.walls.face({ id: face })) throw new Refusal('not_found')
    const audited: Transact = work => transact(async (inner) => {
      const value = await work(inner)
      if (value)
        await inner.stores.audit.append(
          { actor, action: 'sheet.begin_anew', target: { kind: 'face', id: face }, detail: reason === '' ? {} : { reason } },
          inner.now,
        )
      return value
    })
    const { epoch, content } = await services.documents.beginSheetAnew(face, audited)
    return {
      face_id: face,
      epoch,
      notes_count: Object.keys(content?.notes ?? {}).length,
      marks_count: Object.keys(content?.marks ?? {}).length,
    }
  },
}
