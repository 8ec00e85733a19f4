import type { NotePeer } from './note'

export type CaretPiece = { text: string } | { peer: NotePeer }

/** The note cut where others' carets stand, so that a copy of it laid under the field can show them. */
export function caretPieces(text: string, peers: readonly NotePeer[]): CaretPiece[] {
  const pieces: CaretPiece[] = []
  let at = 0
  for (const peer of [...peers].sort((a, b) => a.head - b.head)) {
    const head = Math.min(peer.head, text.length)
    pieces.push({ text: text.slice(at, head) }, { peer })
    at = head
  }
  pieces.push({ text: text.slice(at) })
  return pieces.filter(piece => 'peer' in piece || piece.text !== '')
}
