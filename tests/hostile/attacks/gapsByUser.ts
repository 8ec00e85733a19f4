import * as Y from 'yjs'
import { noteRoot } from '../../../shared/documents'
import { updateMessage } from '../../../server/collab/wire'
import { speak } from '../speaker'
import type { Attack } from '../underAttack'

/** The second of two changes; the first is never sent. */
function half(holdId: number): Uint8Array {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText(noteRoot(holdId)).insert(0, 'un')
  doc.getText(noteRoot(holdId)).insert(1, 'x')
  return updates[1] ?? new Uint8Array()
}

/** F1: somebody who may write leaves the beginning of everything out. */
export const gapsByUser: Attack = async (target, seconds) =>
  speak(target.url, {
    document: await target.sheet(), token: (await target.logIn('blaireau')).token, burst: 140, perSecond: 45, seconds,
    messages: () => nth => updateMessage(half(target.holdIds[nth % target.holdIds.length] ?? 0)),
  })
