import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ADDRESSES } from './ask'

const EVERY_MS = 50

interface Look {
  /** The time at which it was asked, milliseconds since 1970. */
  at: number
  ms: number
  isWell: boolean
}
export interface Span {
  from: number
  until: number
}
export interface Bystander {
  /** The wait at each 50 ms of a time, milliseconds, also at those when one still waited for the request before. */
  waits: (span: Span) => number[]
  failures: (span: Span) => number
  leave: () => Promise<void>
}

const waitsOf = ({ at, ms }: Look): { at: number; ms: number }[] =>
  Array.from({ length: Math.max(1, Math.ceil(ms / EVERY_MS)) }, (_, nth) => ({ at: at + nth * EVERY_MS, ms: ms - nth * EVERY_MS }))

/** Another client, from another address, which has nothing to do with the attack. */
export function watchBystander(url: string): Bystander {
  const looks: Look[] = []
  const worker = new Worker(join(import.meta.dirname, 'bystander.mjs'), { argv: [url, ADDRESSES.bystander] })
  worker.on('message', (look: Look) => looks.push(look))
  const within = ({ from, until }: Span) => ({ at }: { at: number }) => at >= from && at < until
  return {
    waits: span => looks.flatMap(waitsOf).filter(within(span)).map(({ ms }) => ms),
    failures: span => looks.filter(within(span)).filter(({ isWell }) => !isWell).length,
    leave: async () => void await worker.terminate(),
  }
}
