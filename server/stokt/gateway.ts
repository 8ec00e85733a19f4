import { msOf } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import { createMutex, type Mutex } from '../concurrency/mutex'
import { createSemaphore } from '../concurrency/semaphore'
import type { Clock } from '../config/clock'
import { GatewayAnswers } from './gatewayAnswers'
import type { Pace, Timer } from './pace'
import { createStoktApi, type StoktApi } from './stoktApi'
import { StoktFailure } from './stoktFailure'
import { createStoktHttp, type StoktHttp } from './stoktHttp'

/** Somebody waits for the answer on a screen. */
const REQUEST_MS = 15_000
/** Stokt is left alone for so long where it did not answer, if it does not say how long. */
const QUIET_MS = 10_000
const LONGEST_QUIET_MS = 10 * 60_000
/** So many requests of all people wait at most, and so many of one person. */
const WAITING = 30
const SHARE = 5

export interface GatewayParts {
  url: string
  gym: string
  pace: Pace
  timer: Timer
  clock: Clock
  signal: AbortSignal
  requestMs?: number
}
/** Stokt as one person asks it. */
export interface PersonAsking {
  http: StoktHttp
  api: StoktApi
}
export interface Gateway {
  /** The Stokt id of the gym. */
  gym: string
  answers: GatewayAnswers
  /**
   * Asks Stokt with the token of a person, in the order and at the pace that all share.
   * @throws Refusal; StoktFailure where the token ended, Stokt knows no such thing, or refuses it
   */
  ask: <T>(person: { userId: string; token: string }, work: (asking: PersonAsking) => Promise<T>) => Promise<T>
  /** Runs several requests of a person while none of their others run through here. @throws Refusal if too many wait */
  alone: <T>(person: string, work: () => Promise<T>) => Promise<T>
}

const busy = (ms: number): Refusal => new Refusal('stokt_busy', { seconds: Math.max(1, Math.ceil(ms / 1000)) })
const away = (ms: number): Refusal => new Refusal('stokt_away', { seconds: Math.max(1, Math.ceil(ms / 1000)) })

/**
 * [SOURCE-2] People ask Stokt through it: each request waits its turn, one line for each person, and the lines are served
 * in turn. A Stokt that did not answer is left alone for a while.
 */
export function createGateway({ url, gym, pace, timer, clock, signal, requestMs = REQUEST_MS }: GatewayParts): Gateway {
  const turn = createSemaphore({ atOnce: 1, waiting: WAITING, share: SHARE, nameShare: SHARE })
  let quiet: { until: number; refusal: (ms: number) => Refusal } | null = null

  const now = () => msOf(clock())
  function checkQuiet(): void {
    if (quiet !== null && quiet.until > now()) throw quiet.refusal(quiet.until - now())
    quiet = null
  }
  /** @returns what the person reads of it; the fault itself where it is about what was asked */
  function answerTo(failure: StoktFailure): Error {
    const { fault, retryAfterMs } = failure
    if (['token_ended', 'not_found', 'refused'].includes(fault)) return failure
    if (fault === 'nonsense') return new Refusal('stokt_nonsense')
    const refusal = fault === 'too_fast' ? busy : away
    const ms = Math.min(retryAfterMs ?? QUIET_MS, LONGEST_QUIET_MS)
    quiet = { until: now() + ms, refusal }
    return refusal(ms)
  }
  const inTurn = (userId: string): Pace => ({
    take: async (stopping, request) => turn({ payer: userId }, () => pace.take(stopping, () => {
      // It may have stopped answering while this request waited.
      checkQuiet()
      return request()
    })),
  })

  const lines = new Map<string, { inTurn: Mutex; waiting: number }>()
  async function alone<T>(person: string, work: () => Promise<T>): Promise<T> {
    const line = lines.get(person) ?? { inTurn: createMutex(), waiting: 0 }
    if (line.waiting >= SHARE) throw busy(WAITING * 1000)
    lines.set(person, line)
    line.waiting++
    try {
      return await line.inTurn(work)
    } finally {
      line.waiting--
      if (line.waiting === 0) lines.delete(person)
    }
  }

  return {
    gym,
    answers: new GatewayAnswers(now),
    alone,
    async ask({ userId, token }, work) {
      checkQuiet()
      const stoktHttp = createStoktHttp({ url, token, pace: inTurn(userId), timer, signal, requestMs: Math.min(requestMs, REQUEST_MS) })
      // Nobody waits on a screen for a second try; the page asks again later.
      const http: StoktHttp = ask => stoktHttp({ ...ask, repeatable: false })
      try {
        return await work({ http, api: createStoktApi(http, url) })
      } catch (error) {
        if (error instanceof StoktFailure) throw answerTo(error)
        throw error instanceof Refusal && error.code === 'unavailable' ? busy(WAITING * 1000) : error
      }
    },
  }
}
