import type { StoredAudit } from '../../../db/stores/admin/audit'
import type { RunContext } from '../../useCase'
import type { WriteContext } from '../../../transaction/context'

/** The act to undo. `state` is what its entry kept for that. */
export interface ActToUndo {
  entry: StoredAudit
  state: unknown
  /**
   * Writes the entry of the undo into the transaction that undoes the act. `detail` says how far it went, where the act
   * was about many things.
   * @throws Refusal `not_undoable` if somebody else undid it meanwhile
   */
  record: (context: WriteContext, detail?: Record<string, unknown>) => Promise<void>
}

/**
 * Undoes one kind of act: it puts back what the act changed, unless something else changed it since, and calls `record`
 * in the same transaction.
 * @throws Refusal `not_undoable` if nothing can be put back
 */
export type UndoAct = (
  context: Pick<RunContext<unknown>, 'actor' | 'services' | 'transact' | 'config' | 'now'>, act: ActToUndo,
) => Promise<void>
