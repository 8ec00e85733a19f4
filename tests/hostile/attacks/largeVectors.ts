import * as encoding from 'lib0/encoding'
import { step1Message } from '../../../server/collab/wire'
import { speak } from '../speaker'
import type { Attack } from '../underAttack'

/** A megabyte. */
const CLIENTS = 200_000
let made: Uint8Array | undefined
function large(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, CLIENTS)
  for (let client = 0; client < CLIENTS; client++) for (const part of [100_000 + client, 1]) encoding.writeVarUint(encoder, part)
  return step1Message(encoding.toUint8Array(encoder))
}

/** F6: a guest asks for a document and says to know what hundreds of thousands wrote. */
export const largeVectors: Attack = async (target, seconds) =>
  speak(target.url, { document: await target.sheet(), perSecond: 7, seconds, messages: () => () => made ??= large() })
