import type { StoredNotice } from '../../../db/stores/admin/notices'
import { Refusal } from '../../../../shared/result'
import type { UndoAct } from './undoAct'

/** A withdrawn notice is shown again under its own id, so that whoever put it away does not see it twice. */
export const undoNoticeDelete: UndoAct = ({ transact }, { state, record }) =>
  transact(async (context) => {
    const notice = state as StoredNotice
    // If two admins undo it at the same moment, only one puts it back.
    if (!await context.stores.notices.putBack(notice)) throw new Refusal('not_undoable')
    context.touch.notice(notice.id)
    await record(context)
  })

/** A changed notice gets its words and times of before, unless it was changed again or withdrawn. */
export const undoNoticeUpdate: UndoAct = ({ transact }, { state, record }) =>
  transact(async (context) => {
    const { before, after } = state as { before: StoredNotice; after: StoredNotice }
    const now = await context.stores.notices.byId(before.id)
    if (!now || JSON.stringify(now) !== JSON.stringify(after)) throw new Refusal('not_undoable')
    await context.stores.notices.update(before)
    context.touch.notice(before.id)
    await record(context)
  })
