import { guest } from '../../shared/access/actor'
import type { StoktRun } from '../../shared/contract/sources'
import { FOREVER, instantOf, msOf } from '../../shared/model/instant'
import { backoffMs } from '../../shared/rules/backoff'
import type { StoktSetting } from '../config/config'
import type { StoredMirror } from '../db/stores/stokt/stokt'
import type { Foundation } from '../foundation/foundation'
import { createMirrorLease, LostLease, type MirrorLease } from './mirrorLease'
import type { Pace, Timer } from '../stokt/pace'
import { isDue, planOf, tokenDigest } from './plan'
import { refreshCounters, staleCounters } from './refreshCounters'
import type { RunParts } from './runParts'
import { createStoktApi } from '../stokt/stoktApi'
import { StoktFailure } from '../stokt/stoktFailure'
import { createStoktHttp } from '../stokt/stoktHttp'
import { SyncRun } from './syncRun'

const MINUTE_MS = 60_000
const AFTER_FAILURE = { firstMs: MINUTE_MS, longestMs: 6 * 60 * MINUTE_MS }
/** After such a fault the pages are not as they were, so the next run begins anew. */
const BEGINS_ANEW = ['not_found', 'nonsense', 'refused'] as const

export interface MirrorParts extends Pick<Foundation, 'stores' | 'transactions' | 'clock' | 'log' | 'tellFailure'> {
  setting: StoktSetting
  pace: Pace
  timer: Timer
  random?: (() => number) | undefined
  requestMs?: number | undefined
  /** The name of this process among those on the database. */
  holder: string
  signal: AbortSignal
  actor?: RunParts['actor']
  progress?: (run: StoktRun) => void
}
export type Outcome =
  | { done: 'nothing' | 'held' | 'counters' }
  | { done: 'run'; run: StoktRun }
  | { done: 'failed'; fault: StoktFailure['fault'] }

/** The work of the mirror of one gym, a step at a time. */
export class MirrorWork {
  private readonly lease: MirrorLease
  private readonly digest: string

  constructor(private readonly parts: MirrorParts) {
    const { stores, clock, setting: { gym, token }, holder } = parts
    this.lease = createMirrorLease({ stores, clock, gym, holder })
    this.digest = tokenDigest(token)
  }

  private api(count?: (facts: { bytes: number }) => void) {
    const { setting: { url, token }, pace, timer, signal, random, requestMs } = this.parts
    const http = createStoktHttp({
      url, token, pace, timer, signal, beforeRequest: this.lease.keep,
      ...(count ? { count } : {}), ...(random ? { random } : {}), ...(requestMs === undefined ? {} : { requestMs }),
    })
    return createStoktApi(http, url)
  }

  /** Does what is due, if no other process asks Stokt. */
  async step(): Promise<Outcome> {
    const { stores, clock, setting: { gym, pollMinutes } } = this.parts
    const mirror = await stores.stokt.mirror(gym)
    const polls = pollMinutes !== null
    const isRun = mirror === null ? polls : isDue(mirror, { now: clock(), digest: this.digest, polls })
    const refreshes = polls && mirror !== null && (mirror.fault === null || mirror.fault === 'implausible')
    if (!isRun && !(refreshes && (await staleCounters({ stores, clock, gym })).length > 0)) return { done: 'nothing' }
    return this.whileHeld(held => (isRun ? this.sync(held) : this.counters(held)))
  }

  /** A run that somebody asked for at the command line. */
  run(mode: 'incremental' | 'full'): Promise<Outcome> {
    return this.whileHeld(held => this.sync({ ...held, wanted: mode }))
  }

  /** Nobody else asks Stokt with this token while the work runs. */
  async whileHeld(work: (mirror: StoredMirror, api: ReturnType<typeof createStoktApi>) => Promise<Outcome>): Promise<Outcome> {
    const { stores, setting: { gym } } = this.parts
    if (!await this.lease.take()) return { done: 'held' }
    try {
      const mirror = await stores.stokt.mirror(gym)
      return mirror ? await work(mirror, this.api()) : { done: 'nothing' }
    } catch (error) {
      if (error instanceof LostLease) return { done: 'held' }
      throw error
    } finally {
      await this.lease.release()
    }
  }

  private async sync(mirror: StoredMirror): Promise<Outcome> {
    const { stores, transactions, clock, setting: { gym, pollMinutes }, actor = guest, progress } = this.parts
    const traffic = { requests: 0, bytes: 0 }
    const api = this.api(({ bytes }) => {
      traffic.requests++
      traffic.bytes += bytes
    })
    const plan = planOf(mirror, { now: clock(), hasGym: await stores.stokt.gym(gym) !== null })
    const run = new SyncRun(
      {
        api, traffic: () => traffic, stores, transactions, clock, lease: this.lease, gym, pollMinutes, actor,
        ...(progress ? { progress } : {}),
      },
      plan,
      mirror.run,
    )
    try {
      const done = await run.toTheEnd()
      this.parts.log.info({ event: 'stokt', ...done }, 'Stokt read')
      return { done: 'run', run: done }
    } catch (error) {
      if (!(error instanceof StoktFailure)) throw error
      return this.fail(mirror, error, run.counted)
    }
  }

  private async counters(mirror: StoredMirror): Promise<Outcome> {
    const { stores, transactions, clock, setting: { gym } } = this.parts
    try {
      await refreshCounters({ api: this.api(), stores, transactions, clock, gym })
      return { done: 'counters' }
    } catch (error) {
      if (!(error instanceof StoktFailure)) throw error
      return this.fail(mirror, error, null)
    }
  }

  /** [STOKT-6] Notes why Stokt gave nothing, and when it is asked again. Only a new fault is told. */
  private async fail(mirror: StoredMirror, failure: StoktFailure, run: StoktRun | null): Promise<Outcome> {
    const { stores, clock, log, tellFailure, setting: { pollMinutes } } = this.parts
    const { fault, retryAfterMs } = failure
    const now = clock()
    const isEnd = fault === 'token_ended'
    const wait = Math.max(retryAfterMs ?? 0, backoffMs(mirror.failures, AFTER_FAILURE))
    await this.lease.put(stores, {
      ...(run ? { run: { ...run, ended_at: now } } : {}),
      fault, failures: mirror.failures + 1, wanted: null,
      next_at: isEnd || pollMinutes === null ? FOREVER : instantOf(msOf(now) + wait),
      ...(mirror.fault === fault ? {} : { fault_since: now }),
      ...(isEnd ? { refused_token: this.digest } : {}),
      ...((BEGINS_ANEW as readonly string[]).includes(fault) ? { resume: null } : {}),
    })
    if (mirror.fault !== fault) {
      log.warn({ event: 'stokt', fault, asked: failure.asked }, 'Stokt gave no answer that can be used')
      tellFailure('job', failure)
    }
    return { done: 'failed', fault }
  }
}
