import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Addresses, and the rows of ended sessions, are kept for so long. */
const TRACES_KEPT_MS = 90 * DAY_MS
/** An act can be undone for so long: as long as a deleted climb lies in the bin. */
const UNDO_KEPT_MS = 30 * DAY_MS
/** The row that a letter was sent is kept for so long. */
const MAILS_KEPT_MS = 30 * DAY_MS
/** Expired links are kept for so long, because somebody may ask why they do not work. */
const LINKS_KEPT_MS = DAY_MS
/** Errors of the servers are kept for so long. */
const FAILURES_KEPT_MS = 7 * DAY_MS

/** [HOUSE-1] Deletes expired data of accounts: addresses, sessions, tokens, links, letters, counters, tickets. */
export const purgeExpiredTraces: Job = {
  name: 'forget-traces',
  everyMs: HOUR_MS,
  async run({ stores }, { now }) {
    const ago = (ms: number) => instantOf(msOf(now) - ms)
    await stores.audit.forgetAddresses(ago(TRACES_KEPT_MS))
    await stores.audit.forgetNames(ago(TRACES_KEPT_MS))
    await stores.audit.forgetStates(ago(UNDO_KEPT_MS))
    await stores.sessions.forgetAddresses(ago(TRACES_KEPT_MS))
    await stores.sessions.forget(ago(TRACES_KEPT_MS))
    await stores.tokens.forget(now)
    await stores.resets.forget(ago(LINKS_KEPT_MS))
    await stores.confirmations.forget(ago(LINKS_KEPT_MS))
    await stores.mails.forget(ago(MAILS_KEPT_MS))
    await stores.rates.forget(now)
    await stores.tickets.forget(now)
    await stores.failures.forget(ago(FAILURES_KEPT_MS))
  },
}

/** [HOUSE-2] Reactivates accounts whose deactivation is over, and lets those write whose time of being muted is over. */
export const liftSuspensions: Job = {
  name: 'let-back-in',
  everyMs: HOUR_MS,
  async run({ transactions }) {
    await transactions(guest, async ({ actor, stores, touch, now }) => {
      for (const id of await stores.users.liftSuspensions(now)) {
        touch.account(id)
        await stores.audit.append({ actor, action: 'user.reactivate', target: { kind: 'user', id } }, now)
      }
      for (const id of await stores.users.unmuteOver(now)) {
        touch.account(id)
        await stores.audit.append({ actor, action: 'user.unmute', target: { kind: 'user', id } }, now)
      }
    })
  },
}
