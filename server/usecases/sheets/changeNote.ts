import { userIdOf } from '../../../shared/access/actor'
import type { RunContext } from '../useCase'
import type { Transact, WriteContext } from '../../transaction/context'

/** The texts of a note before and after a command, which its undo needs. */
export interface NoteState {
  faceId: string
  holdId: number
  before: string
  after: string
}

export interface NoteChange {
  faceId: string
  holdId: number
  /** The word of the hold's history. */
  told: 'restored' | 'cleared'
  /** May run more than once. @throws Refusal if the note as it stands must not be changed */
  change: (text: string) => string
  /** Writes the entry of the log into the same transaction. It is not called if the note stays as it is. */
  record: (inside: WriteContext, texts: { before: string; after: string }) => Promise<void>
}

/** Changes a shared note for an admin, through its document and over all locks. The hold's history tells of it. */
export async function changeNote(
  { actor, services, transact }: Pick<RunContext<unknown>, 'actor' | 'services' | 'transact'>,
  { faceId, holdId, told, change, record }: NoteChange,
): Promise<void> {
  const texts = { before: '', after: '' }
  const actor_id = userIdOf(actor)
  const recorded: Transact = work => transact(async (inside) => {
    const value = await work(inside)
    await inside.stores.history.append([{ hold_id: holdId, face_id: faceId, kind: 'note', actor_id, detail: { action: told } }], inside.now)
    await record(inside, texts)
    return value
  })
  await services.documents.writeNote({
    faceId,
    holdId,
    author: { userId: actor_id, bypassesLocks: true },
    transact: recorded,
    change(text) {
      texts.before = text
      texts.after = change(text)
      return texts.after
    },
  })
}
