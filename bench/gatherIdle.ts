import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Somebody } from './crowdSite'
import type { IdleAsks, IdleTells } from './idlePeople'

const AT_ONCE = 250
const FEEDS_OF_ONE = 3
const PATIENCE_MS = 120_000

export interface Idle {
  /** The process tells what its people saw since the last time. */
  tell: () => Promise<IdleTells>
  leave: () => void
}

/** People in a process of their own who follow what the app follows, spread over servers and walls. Resolves once all do. */
export async function gatherIdle(people: readonly Somebody[], urls: readonly string[], faces: readonly string[]): Promise<Idle> {
  const child = fork(fileURLToPath(new URL('./idlePeople.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  const send = (ask: IdleAsks) => child.send(ask)
  async function tell(): Promise<IdleTells> {
    const answer = once(child, 'message') as Promise<[IdleTells]>
    send({ tell: true })
    return (await answer)[0]
  }
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const some = people.slice(at, at + AT_ONCE)
    send({
      come: some.map((one, n) => ({
        ...one, url: urls[(at + n) % urls.length] ?? '', face: faces[Math.floor((at + n) / urls.length) % faces.length] ?? '',
      })),
    })
    const began = performance.now()
    while ((await tell()).open < (at + some.length) * FEEDS_OF_ONE) {
      if (performance.now() - began > PATIENCE_MS) throw new Error(`not all of ${at + some.length} people came`)
      await pause(50)
    }
  }
  return { tell, leave: () => child.disconnect() }
}
