import type { Answers } from './answers'
import { watchBystander } from './watchBystander'
import { healthOf, watchHealth } from './health'
import type { Target } from './target'

/** Does harm for so many seconds, then is cut off. @returns what it was answered */
export type Attack = (target: Target, seconds: number) => Promise<Answers>

/** Milliseconds, except where said. */
export interface Figures {
  /** The median wait of the bystander before, during and after. */
  quiet: number
  attacked: number
  after: number
  /** The longest that the bystander waited. */
  slowest: number
  failures: number
  quietStop: number
  stop: number
  /** Bytes. */
  growth: number
  /** The time from the end of the attack until the bystander was served as before; null if not within half a minute. */
  back: number | null
  answers: Answers
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

/** The machine itself changes a wait this short; that is not the attack's doing. */
export const LEAST_MS = 5
/** The longest wait that is allowed during or after an attack. */
export const boundOf = (quiet: number, least: number): number => 3 * Math.max(quiet, least)
const SETTLED_MS = 100
const QUIET_LOOKS = 5
const WINDOW_MS = 500
const GIVE_UP_MS = 30_000

interface Span {
  seconds: number
  quietSeconds: number
  least?: number
}

/** One bystander before, during and after an attack. */
export async function underAttack(target: Target, attack: Attack, { seconds, quietSeconds, least = LEAST_MS }: Span): Promise<Figures> {
  const someone = watchBystander(target.url)
  try {
    const looks = (from: number) => someone.waits({ from, until: Date.now() }).length
    while (looks(0) === 0) await pause(SETTLED_MS)
    const start = Date.now()
    await healthOf(target.url)
    do await pause(quietSeconds * 1000)
    while (looks(start) < QUIET_LOOKS)
    const calm = await healthOf(target.url)
    const quiet = middle(someone.waits({ from: start, until: Date.now() }))

    const watch = await watchHealth(target.url)
    const from = Date.now()
    const answers = await attack(target, seconds).catch(async (error: unknown) => {
      await watch.end()
      throw error
    })
    const until = Date.now()
    let back: number | null = null
    while (back === null && Date.now() - until < GIVE_UP_MS) {
      const since = Date.now()
      await pause(WINDOW_MS)
      // Nobody was answered in it: it is not over.
      const waits = someone.waits({ from: since, until: Date.now() })
      if (waits.length > 0 && middle(waits) <= boundOf(quiet, least)) back = since - until
    }
    const after = { from: Date.now() - WINDOW_MS, until: Date.now() }
    const { stop, memory } = await watch.end()
    const waits = someone.waits({ from, until })
    return {
      quiet,
      attacked: middle(waits),
      after: middle(someone.waits(after)),
      slowest: Math.max(...waits),
      failures: someone.failures({ from, until: Date.now() }),
      quietStop: calm.stop,
      stop,
      growth: memory - calm.memory,
      back,
      answers,
    }
  } finally {
    await someone.leave()
  }
}
