import type { Output } from '../../../../shared/contract/commands'
import { Refusal } from '../../../../shared/result'
import type { UseCase } from '../../useCase'
import type { Transact } from '../../../transaction/context'
import type { ActToUndo } from './undoAct'
import { undoActs } from './undoActs'

/** [AUDIT-8] Undoes the act of an entry, once. The undo is an entry of its own, which names the act. */
export const undoAudit: UseCase<'audit.undo'> = {
  async runs(context, { id, reason }) {
    const found = await context.stores.audit.undoable(id)
    if (!found) throw new Refusal('not_found')
    const { entry, state } = found
    const undo = undoActs[entry.action]
    if (!undo) throw new Refusal('not_undoable')
    let answer: Output<'audit.undo'> = { audit_id: '' }
    const record: ActToUndo['record'] = async (inside, detail = {}) => {
      const { actor, stores, now } = inside
      const audit_id = await stores.audit.append(
        {
          actor,
          action: 'audit.undo',
          target: { kind: entry.target_kind, id: entry.target_id },
          detail: { undoes: entry.action, ...detail, ...(reason === '' ? {} : { reason }) },
          names: await targetNameOf(stores, entry.id),
        },
        now,
      )
      if (!await stores.audit.noteUndo({ audit_id: entry.id, undo_id: audit_id }, now)) throw new Refusal('not_undoable')
      answer = { audit_id, ...(typeof detail['changed'] === 'number' ? { changed: detail['changed'] } : {}) }
      context.answers(inside, answer)
    }
    // If two admins undo one act at once, the second waits here and then finds it undone.
    const transact: Transact = work => context.transact(async (inside) => {
      const undoneBy = await inside.stores.audit.lockUndo(entry.id)
      if (undoneBy !== null && undoneBy !== answer.audit_id) throw new Refusal('not_undoable')
      return work(inside)
    })
    await undo({ ...context, transact }, { entry, state, record })
    return answer
  },
}

/** The undo calls the thing as the entry does, because a withdrawn or deleted thing has no name of its own any more. */
async function targetNameOf(stores: Parameters<ActToUndo['record']>[0]['stores'], id: string): Promise<Record<string, string>> {
  const name = (await stores.audit.namesOf([id])).get(id)?.['target']
  return name === undefined ? {} : { target: name }
}
