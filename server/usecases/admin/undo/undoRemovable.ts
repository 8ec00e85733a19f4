import { Refusal } from '../../../../shared/result'
import { requireStillAdmin } from '../../climbs/moderation/moderated'
import type { WriteContext } from '../../../transaction/context'
import type { Removable, RemovableKind } from '../../moderation/removableKinds'
import { undoDeletion, undoHiding, undoShowing, type ShownState, type TakenState } from '../../moderation/removal'
import type { ActToUndo, UndoAct } from './undoAct'

/** [MOD-5] Tells how many of the things the undo put back: those that still were as the act left them. */
const countOf = ({ entry }: Pick<ActToUndo, 'entry'>, undone: number) => ({
  changed: undone,
  ...(undone === entry.detail['changed'] || ['climb', 'comment'].includes(entry.target_kind) ? {} : { of: entry.detail['changed'] }),
})

/** Runs the undo in one transaction, and refuses where it put nothing back. */
export const undoing = (putBack: (context: WriteContext, act: ActToUndo) => Promise<number>): UndoAct => async ({ transact }, act) => {
  await transact(async (context) => {
    await requireStillAdmin(context, context.actor)
    const undone = await putBack(context, act)
    if (undone === 0) throw new Refusal('not_undoable')
    await act.record(context, countOf(act, undone))
  })
}

/** Entries of version 0.2 name the things `climbs`. */
const shownStateOf = (state: unknown): ShownState => {
  const { things, climbs } = state as Partial<Record<'things' | 'climbs', ShownState['things']>>
  return { things: things ?? climbs ?? [] }
}

/** The undos of the acts that hide, delete and show things of one kind. */
export const undoRemovable = <T extends Removable, Choice>(kind: RemovableKind<T, Choice>): Record<'hide' | 'delete' | 'restore', UndoAct> => ({
  hide: undoing((context, { state }) => undoHiding(context, kind, state as TakenState)),
  delete: undoing((context, { state }) => undoDeletion(context, kind, state as TakenState)),
  restore: undoing((context, { state }) => undoShowing(context, kind, shownStateOf(state))),
})
