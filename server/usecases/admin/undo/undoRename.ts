import { Refusal } from '../../../../shared/result'
import { touchName } from '../../users/touchName'
import type { UndoAct } from './undoAct'

/** [PERSON-6] A corrected name is as before, unless it was changed again or the account is gone. */
export const undoRename: UndoAct = ({ transact }, { entry, state, record }) =>
  transact(async (context) => {
    const { before, after } = state as { before: string; after: string }
    const user = await context.stores.users.byId(entry.target_id)
    if (user?.full_name !== after) throw new Refusal('not_undoable')
    await context.stores.users.update(user.id, { full_name: before, updated_at: context.now })
    await touchName(context, user.id)
    await record(context)
  })
