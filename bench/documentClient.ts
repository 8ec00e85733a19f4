import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { STEP_1, STEP_2, SYNC } from '../shared/documentProtocol'

const AUTH = 2

export interface DocumentAddress {
  url: string
  path: string
  /** Hocuspocus names the document in each message, and wants to be greeted with a token. */
  document: string
  protocols: string[]
}

export function message({ document }: DocumentAddress, ...parts: (number | string | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  if (document !== '') encoding.writeVarString(encoder, document)
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}

/** The update that the message carries; null for another message. */
export function updateIn({ document }: DocumentAddress, data: Buffer, kind: number): Uint8Array | null {
  const decoder = decoding.createDecoder(data)
  if (document !== '') decoding.readVarString(decoder)
  if (decoding.readVarUint(decoder) !== SYNC || decoding.readVarUint(decoder) !== kind) return null
  return decoding.readVarUint8Array(decoder)
}

/** Resolves when the server has answered the handshake. */
export async function connect(address: DocumentAddress): Promise<WebSocket> {
  const ws = new WebSocket(`${address.url}/${address.path}`, address.protocols)
  await once(ws, 'open')
  const synced = new Promise<void>((resolve) => {
    ws.on('message', (data: Buffer) => {
      if (updateIn(address, data, STEP_2)) resolve()
    })
  })
  const empty = new Y.Doc()
  if (address.document !== '') ws.send(message(address, AUTH, 0, ''))
  ws.send(message(address, SYNC, STEP_1, Y.encodeStateVector(empty)))
  ws.send(message(address, SYNC, STEP_2, Y.encodeStateAsUpdate(empty)))
  await synced
  return ws
}
