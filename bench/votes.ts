import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { STEP_1, STEP_2, SYNC, UPDATE } from '../shared/documentProtocol'
import { voteKey, VOTES_MAP } from '../shared/documents'
import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { forkServer } from './forkServer'
import { ms, quantile, type Figure } from './table'

const AUTH = 2
const WATCHERS = 50
const ROUNDS = 150
/** No server takes more than 50 updates a second of one connection. */
const PACE_MS = 25
const GRIPS = ['bac', 'plat', 'pince', 'micro'] as const

interface Ready {
  url: string
  path: string
  /** Hocuspocus names the document in each message, and wants to be greeted with a token. */
  document: string
  protocols: string[]
}
interface Target {
  child: ChildProcess
  ready: Ready
  editor: WebSocket
  watchers: WebSocket[]
  doc: Y.Doc
  latencies: number[]
}

function message({ document }: Ready, ...parts: (number | string | Uint8Array)[]): Uint8Array {
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
function updateIn({ document }: Ready, data: Buffer, kind: number): Uint8Array | null {
  const decoder = decoding.createDecoder(data)
  if (document !== '') decoding.readVarString(decoder)
  if (decoding.readVarUint(decoder) !== SYNC || decoding.readVarUint(decoder) !== kind) return null
  return decoding.readVarUint8Array(decoder)
}

/** Resolves when the server has answered the handshake. */
async function connect(ready: Ready): Promise<WebSocket> {
  const ws = new WebSocket(`${ready.url}/${ready.path}`, ready.protocols)
  await once(ws, 'open')
  const synced = new Promise<void>((resolve) => {
    ws.on('message', (data: Buffer) => {
      if (updateIn(ready, data, STEP_2)) resolve()
    })
  })
  const empty = new Y.Doc()
  if (ready.document !== '') ws.send(message(ready, AUTH, 0, ''))
  ws.send(message(ready, SYNC, STEP_1, Y.encodeStateVector(empty)))
  ws.send(message(ready, SYNC, STEP_2, Y.encodeStateAsUpdate(empty)))
  await synced
  return ws
}

async function start(file: string): Promise<Target> {
  const { child, ready } = await forkServer<Ready>(file)
  const editor = await connect(ready)
  const watchers: WebSocket[] = []
  for (let at = 0; at < WATCHERS; at++) watchers.push(await connect(ready))
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => editor.send(message(ready, SYNC, UPDATE, update)))
  return { child, ready, editor, watchers, doc, latencies: [] }
}

/** One vote; waits until every watcher has it. */
async function vote({ ready, watchers, doc, latencies }: Target, round: number): Promise<void> {
  const started = performance.now()
  const seen = watchers.map(ws => new Promise<number>((resolve) => {
    const hear = (data: Buffer) => {
      if (!updateIn(ready, data, UPDATE)) return
      ws.off('message', hear)
      resolve(performance.now() - started)
    }
    ws.on('message', hear)
  }))
  doc.getMap(VOTES_MAP).set(voteKey(FIRST_OWN_HOLD_ID + round % 700, 'grip_type'), GRIPS[round % GRIPS.length])
  latencies.push(...await Promise.all(seen))
  await pause(PACE_MS)
}

/** The same vote to the same 50 others, in turn: on mastoc, on y-websocket's bare server, on Hocuspocus with SQLite. */
export async function votes(): Promise<Figure[]> {
  const [mastoc, bare, hocuspocus] = [await start('mastocVotes'), await start('yWebsocket'), await start('hocuspocus')]
  const targets = [mastoc, bare, hocuspocus]
  for (let round = 0; round < ROUNDS + 20; round++) {
    for (const target of targets) {
      if (round === 20) target.latencies = []
      await vote(target, round)
    }
  }
  for (const { child, editor, watchers } of targets) {
    for (const ws of [editor, ...watchers]) ws.terminate()
    child.disconnect()
  }
  const p50 = (target: Target) => quantile(target.latencies, 0.5)
  const compare = (other: Target, name: string, aim: string): Figure =>
    ({ what: `a vote saved, seen by ${WATCHERS}: p50`, measured: ms(p50(mastoc)), reference: `${ms(p50(other))} ${name}`, ratio: (p50(mastoc) / p50(other)).toFixed(2), aim })
  return [compare(bare, 'bare y-websocket', '<= 1.5'), compare(hocuspocus, 'Hocuspocus, SQLite', '< 1')]
}
