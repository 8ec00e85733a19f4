import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SYNC, UPDATE } from '../shared/documentProtocol'
import { voteKey, VOTES_MAP } from '../shared/documents'
import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { connect, message, updateIn, type DocumentAddress } from './documentClient'
import { forkServer } from './forkServer'
import { ms, quantile, type Figure } from './table'

const WATCHERS = 50
const ROUNDS = 150
/** No server takes more than 50 updates a second of one connection. */
const PACE_MS = 25
const GRIPS = ['bac', 'plat', 'pince', 'micro'] as const

interface Target {
  child: ChildProcess
  ready: DocumentAddress
  editor: WebSocket
  watchers: WebSocket[]
  doc: Y.Doc
  latencies: number[]
}

async function start(file: string): Promise<Target> {
  const { child, ready } = await forkServer<DocumentAddress>(file)
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
