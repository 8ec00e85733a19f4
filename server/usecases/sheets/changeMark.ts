import { userIdOf } from '../../../shared/access/actor'
import type { SheetMark } from '../../../shared/model/sheetMark'
import type { RunContext } from '../useCase'
import type { Transact, WriteContext } from '../../transaction/context'

export interface MarkChange {
  faceId: string
  markId: string
  /** May run more than once. @throws Refusal if the mark as it stands must not be changed */
  change: (mark: SheetMark | null) => SheetMark | null
  /** Writes the entry of the log into the same transaction. */
  record: (inside: WriteContext) => Promise<void>
}

/** Changes a mark of the shared sheet for an admin, through its document and over all locks. */
export async function changeMark(
  { actor, services, transact }: Pick<RunContext<unknown>, 'actor' | 'services' | 'transact'>,
  { record, ...mark }: MarkChange,
): Promise<void> {
  const recorded: Transact = work => transact(async (inside) => {
    const value = await work(inside)
    await record(inside)
    return value
  })
  await services.documents.writeMark({ ...mark, author: { userId: userIdOf(actor), bypassesLocks: true }, transact: recorded })
}
