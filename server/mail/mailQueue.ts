import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { decrypt } from '../auth/encryption'
import type { Config } from '../config/config'
import type { Database } from '../db/database'
import type { StoredMail } from '../db/stores/admin/mails'
import { storesOn } from '../db/stores/stores'
import { errorReport } from '../log/errorReport'
import type { Logger } from '../log/log'
import type { TellFailure } from '../operation/failures'
import type { Watch } from '../operation/watch'
import type { Clock } from '../config/clock'
import { renderLetter } from './letters/letter'
import type { SealedLetter } from './queueMail'
import type { MailTransport } from './mail'

const LOOK_MS = 10_000
/** Letters wait so long, so that the answer is sent first and its duration does not tell that there was one. */
const AFTER_ANSWER_MS = 50
/** It is longer than any transport waits: after it another sender may try. */
const CLAIM_MS = 2 * 60_000
const MINUTE = 60_000
/** The waits after each failure; then the letter is given up. */
const RETRY_MS = [MINUTE, 5 * MINUTE, 20 * MINUTE, 2 * 60 * MINUTE, 6 * 60 * MINUTE]
const AT_ONCE = 20

export interface MailQueue {
  /** A letter was queued and committed. */
  wake: () => void
  /** Sends the due letters; resolves when that is done. */
  deliver: () => Promise<void>
  close: () => Promise<void>
}

export interface MailQueueParts {
  config: Config
  db: Database
  log: Logger
  watch: Pick<Watch, 'mail'>
  tellFailure: TellFailure
  clock: Clock
  transport: MailTransport
}

/** Sends queued letters, each by one node, and again after failures. */
export function createMailQueue({ config, db, log, watch, clock, tellFailure, transport }: MailQueueParts): MailQueue {
  const { mails } = storesOn(db)
  const later = (ms: number): Instant => instantOf(msOf(clock()) + ms)

  async function failed(mail: StoredMail, error: unknown): Promise<void> {
    const failure = errorReport(error).message?.slice(0, 200) ?? 'unknown'
    const pause = RETRY_MS[mail.attempts]
    log.warn({ mail: mail.id, attempt: mail.attempts + 1, failure }, 'mail not sent')
    watch.mail(pause === undefined ? 'given up' : 'failed')
    if (pause === undefined) await mails.finish(mail.id, clock(), failure)
    else await mails.postpone(mail.id, later(pause), failure)
  }

  async function send(mail: StoredMail): Promise<void> {
    if (!await mails.claim(mail, later(CLAIM_MS))) return
    if (mail.expires_at <= clock()) {
      watch.mail('expired')
      return mails.finish(mail.id, clock(), 'expired')
    }
    try {
      // A letter that an older version queued names neither.
      const {
        to,
        language,
        letter,
        gym = null,
        username = '',
      } = JSON.parse(decrypt(mail.sealed, config, 'mail')) as Partial<SealedLetter> & Omit<SealedLetter, 'gym' | 'username'>
      await transport.send({ id: mail.id, from: config.mailFrom, to, ...renderLetter(letter, { language, gym, username }) })
    } catch (error) {
      return failed(mail, error)
    }
    watch.mail('sent')
    await mails.finish(mail.id, clock(), null)
  }

  async function sendAll(): Promise<void> {
    for (let due = await mails.due(clock(), AT_ONCE); due.length > 0 && !isClosed; due = await mails.due(clock(), AT_ONCE)) {
      for (const mail of due) await send(mail)
    }
  }

  let isClosed = false
  const deliveries = createSingleFlight(async () => {
    if (isClosed) return
    await sendAll().catch((error: unknown) => {
      log.warn({ err: error }, 'mail')
      tellFailure('mail', error)
    })
  })
  const deliver = () => {
    deliveries.again()
    return deliveries.idle()
  }
  let isWoken = false
  const wake = () => {
    if (isWoken) return
    isWoken = true
    setTimeout(() => {
      isWoken = false
      void deliver()
    }, AFTER_ANSWER_MS).unref()
  }
  const timer = setInterval(wake, LOOK_MS)
  return {
    wake,
    deliver,
    async close() {
      isClosed = true
      clearInterval(timer)
      await deliveries.idle()
      transport.close()
    },
  }
}
