import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { AWARENESS, QUERY_AWARENESS, SAVED, STEP_1, STEP_2, SYNC, UPDATE } from '../../shared/documentProtocol'

export type Message =
  | { type: 'step1'; vector: Uint8Array }
  | { type: 'step2' | 'update'; update: Uint8Array }
  /** The bytes of the entries. They are read only once they are paid for. */
  | { type: 'awareness'; entries: Uint8Array }
  | { type: 'queryAwareness' }

/** `state` is JSON text; the text `null` says that the client is gone. */
export interface AwarenessEntry {
  clientId: number
  clock: number
  state: string
}

function readSync(decoder: decoding.Decoder): Message | null {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) return { type: 'step1', vector: bytes }
  if (step === STEP_2) return { type: 'step2', update: bytes }
  return step === UPDATE ? { type: 'update', update: bytes } : null
}

/**
 * Reads the first `most` entries. A client speaks only for itself, so that entries of others do not matter.
 * @throws if the message holds no entries
 */
export function readAwareness(bytes: Uint8Array, most: number): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const entries: AwarenessEntry[] = []
  for (let left = Math.min(most, decoding.readVarUint(decoder)); left > 0; left--) {
    entries.push({ clientId: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), state: decoding.readVarString(decoder) })
  }
  return entries
}

/** Reads a client's message; null if it is none that a client may send. */
export function readMessage(bytes: Uint8Array): Message | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return readSync(decoder)
      case AWARENESS:
        return { type: 'awareness', entries: decoding.readVarUint8Array(decoder) }
      case QUERY_AWARENESS:
        return { type: 'queryAwareness' }
      default:
        return null
    }
  } catch {
    return null
  }
}

function message(...parts: (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}

export const step1Message = (vector: Uint8Array): Uint8Array => message(SYNC, STEP_1, vector)
export const step2Message = (update: Uint8Array): Uint8Array => message(SYNC, STEP_2, update)
export const updateMessage = (update: Uint8Array): Uint8Array => message(SYNC, UPDATE, update)
/** Tells a writer that their update is committed, and the state that the server holds. */
export const savedMessage = (vector: Uint8Array): Uint8Array => message(SAVED, vector)

export function awarenessMessage(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return message(AWARENESS, encoding.toUint8Array(encoder))
}
