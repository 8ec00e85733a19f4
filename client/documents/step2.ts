import * as Y from 'yjs'
import { limits } from '../../shared/limits'

/** Small enough that the one sees it go on, and the other never waits long. */
const PART_BYTES = 128 * 1024

/**
 * [EDIT-9] What the server lacks, in pieces that it takes: one message if it is small, else my changes
 * in the order in which they were made, and what is left in the end.
 */
export function partsOf(doc: Y.Doc, vector: Uint8Array, mine: readonly Uint8Array[], partBytes = PART_BYTES): Uint8Array[] {
  const whole = Y.encodeStateAsUpdate(doc, vector)
  if (whole.length <= partBytes || mine.length < 2) return [whole]
  const parts = grouped(mine.map(update => Y.diffUpdate(update, vector)), partBytes).map(group => Y.mergeUpdates(group))
  const reached = new Map(Y.decodeStateVector(vector))
  for (const part of parts)
    for (const [client, clock] of Y.parseUpdateMeta(part).to) reached.set(client, Math.max(clock, reached.get(client) ?? 0))
  const rest = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(reached))
  const all = [...parts, rest]
  return all.every(part => part.length <= limits.yjsStep2Bytes) ? all : [whole]
}

function grouped(updates: readonly Uint8Array[], bytes: number): Uint8Array[][] {
  const groups: Uint8Array[][] = []
  let size = bytes
  for (const update of updates) {
    if (size + update.length > bytes) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(update)
    size += update.length
  }
  return groups
}
