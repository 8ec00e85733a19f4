import type { Join } from '../documents/documentStorage'

/** Pieces larger than this are not joined further, so that each fits in one message. */
const PIECE_BYTES = 64 * 1024

/** Joins updates, in their order, into few pieces of a limited size. */
export function joinUpdates(updates: readonly Uint8Array[], join: Join): Uint8Array[] {
  const pieces: Uint8Array[][] = []
  let size = 0
  for (const update of updates) {
    const last = pieces.at(-1)
    if (!last || size + update.length > PIECE_BYTES) {
      pieces.push([update])
      size = update.length
    } else {
      last.push(update)
      size += update.length
    }
  }
  return pieces.map(piece => (piece.length === 1 ? piece[0]! : join(piece)))
}
