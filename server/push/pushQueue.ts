import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import type { Database } from '../db/database'
import type { StoredPush, Subscription } from '../db/stores/feeds/pushes'
import { storesOn } from '../db/stores/stores'
import type { Logger } from '../log/log'
import type { TellFailure } from '../operation/failures'
import type { Clock } from '../config/clock'
import type { PushAccess } from '../usecases/useCase'
import { addressPushes } from './addressPushes'
import type { PushAnswer, PushTransport } from './pushTransport'
import { pushMessage } from './pushWords'

const LOOK_MS = 10_000
/** It is longer than the transport waits: after it another sender may try. */
const CLAIM_MS = 60_000
const MINUTE = 60_000
/** The waits after each failure; then the notification is given up. */
const RETRY_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * 60 * MINUTE]
const LONGEST_WAIT_MS = 60 * MINUTE
/** So many are sent at the same time. */
const AT_ONCE = 10
/** A browser whose push service refuses so many in a row is forgotten. */
const FAILURES_MAX = 5

export interface PushQueue extends PushAccess {
  /** A notification was queued and committed. */
  wake: () => void
  /** Sends the due notifications; resolves when that is done. */
  deliver: () => Promise<void>
  close: () => Promise<void>
}
interface Parts {
  db: Database
  log: Logger
  clock: Clock
  tellFailure: TellFailure
  transport: PushTransport
  publicKey: () => Promise<string>
}

/** [PUSH-1] Sends queued notifications, each by one node, and again after failures that may pass. */
export function createPushQueue({ db, log, clock, tellFailure, transport, publicKey }: Parts): PushQueue {
  const stores = storesOn(db)
  const { pushes } = stores
  const later = (ms: number): Instant => instantOf(msOf(clock()) + ms)

  async function answered(push: StoredPush, browser: Subscription, { status, retryAfterMs }: PushAnswer): Promise<void> {
    if (status !== null && status < 300) {
      await pushes.take(push.id)
      if (browser.failures > 0) await pushes.setFailures(browser.id, 0)
      return
    }
    // The push service knows the browser no more.
    if (status === 404 || status === 410) return pushes.remove(browser.id)
    const mayPass = status === null || status === 429 || status >= 500
    const pause = mayPass ? RETRY_MS[push.attempts] : undefined
    log.warn({ push: push.id, status, attempt: push.attempts + 1 }, 'notification not sent')
    if (pause !== undefined) return pushes.postpone(push.id, later(Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS))))
    await pushes.take(push.id)
    if (browser.failures + 1 >= FAILURES_MAX) await pushes.remove(browser.id)
    else await pushes.setFailures(browser.id, browser.failures + 1)
  }

  async function send(push: StoredPush): Promise<void> {
    const now = clock()
    const browser = await pushes.claim(push, later(CLAIM_MS), now)
    if (browser === 'taken') return
    const seconds = Math.floor((msOf(push.expires_at) - msOf(now)) / 1000)
    const message = browser === 'ended' || seconds <= 0 ? null : await pushMessage(stores, push.about, browser)
    if (browser === 'ended' || message === null) return void await pushes.take(push.id)
    await answered(push, browser, await transport.send(browser, message, seconds))
  }

  async function sendAll(): Promise<void> {
    await addressPushes(db, clock)
    for (let due = await pushes.due(clock(), AT_ONCE); due.length > 0 && !isClosed; due = await pushes.due(clock(), AT_ONCE))
      await Promise.all(due.map(send))
  }

  let isClosed = false
  const deliveries = createSingleFlight(async () => {
    if (isClosed) return
    await sendAll().catch((error: unknown) => {
      log.warn({ err: error }, 'push')
      tellFailure('job', error)
    })
  })
  const deliver = () => {
    deliveries.again()
    return deliveries.idle()
  }
  const wake = () => void deliver()
  const timer = setInterval(wake, LOOK_MS)
  return {
    wake, deliver, publicKey, accepts: transport.accepts,
    async close() {
      isClosed = true
      clearInterval(timer)
      await deliveries.idle()
    },
  }
}
