import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { updateMessage } from '../../server/collab/wire'

const GC = 0

/** Below 2^32, as browsers take theirs; never one that was used before. */
let lastClient = 1_000_000
export const inventClient = (): number => ++lastClient

/** An update of nothing but garbage-collected structs, one for each client id. */
export function garbageUpdate(clients: readonly number[], clock = 0): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clients.length)
  // Yjs writes clients with higher ids first.
  for (const client of [...clients].sort((a, b) => b - a)) {
    for (const part of [1, client, clock]) encoding.writeVarUint(encoder, part)
    encoding.writeUint8(encoder, GC)
    encoding.writeVarUint(encoder, 1)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** It builds on something that nobody ever sent, and has no contents. */
export const gapMessage = (): Uint8Array => updateMessage(garbageUpdate([inventClient()], 1))

/** The second of two changes of a note; the first is never sent. */
export function halfMessage(holdId: number): Uint8Array {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText(noteRoot(holdId)).insert(0, 'un')
  doc.getText(noteRoot(holdId)).insert(1, 'x')
  return updateMessage(updates[1] ?? new Uint8Array())
}
