import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import { backoffMs } from '../../shared/rules/backoff'
import { chunksOf } from '../concurrency/chunks'
import type { StoredImportClimb } from '../db/stores/imports/importedRows'
import type { StoredStoktAccount } from '../db/stores/stokt/stoktAccounts'
import type { WriteContext } from '../transaction/context'
import { bringLikes, bringProjects, bringSends, climbsOf, countAgain } from '../usecases/sources/bringLogbook'
import { ownSends } from './ownSends'
import type { PersonApi } from '../stokt/personApi'
import type { PersonParts } from './personParts'
import { StoktFailure } from '../stokt/stoktFailure'

const AFTER_FAILURE = { firstMs: 60_000, longestMs: 6 * 60 * 60_000 }
/** So many climbs are asked about, a minute's work, before others may come in between. */
const AT_ONCE = 60
const IN_ONE_TRANSACTION = 100

interface Lists {
  sent: StoredImportClimb[]
  liked: StoredImportClimb[]
  bookmarked: StoredImportClimb[]
  unknown: number
}

/** [STOKT-21] Brings over what people did in Stokt before they linked their accounts, one person after the other. */
export class Bringer {
  constructor(private readonly parts: PersonParts) {}

  due(): Promise<StoredStoktAccount | null> {
    const { stores, clock } = this.parts
    return stores.stoktAccounts.toBring(clock())
  }

  /** Does a part of it, and the rest another time. The caller has the lease. @throws LostLease */
  async run(account: StoredStoktAccount): Promise<void> {
    try {
      const api = this.parts.apiOf(account.sealed)
      const lists = await this.read(api, account)
      await this.bringMarks(account, lists)
      if (await this.bringSends(api, account, lists)) await this.end(account, lists)
    } catch (error) {
      if (!(error instanceof StoktFailure)) throw error
      await this.fail(account, error)
    }
  }

  private async read(api: PersonApi, { user_id }: StoredStoktAccount): Promise<Lists> {
    const { stores, gym } = this.parts
    const [sent, liked, bookmarked] = [await api.sentIds(gym), await api.likedIds(gym), await api.bookmarkedIds(gym)]
    const { unknown } = await climbsOf({ stores }, user_id, [...sent, ...liked, ...bookmarked])
    const here = async (ids: readonly string[]) => (await climbsOf({ stores }, user_id, ids)).climbs
    return { sent: await here(sent), liked: await here(liked), bookmarked: await here(bookmarked), unknown }
  }

  private async bringMarks({ user_id }: StoredStoktAccount, { sent, liked, bookmarked }: Lists): Promise<void> {
    const { stoktCounted } = this.parts.stores
    const counted = { like: await stoktCounted.climbIds(user_id, 'like'), send: await stoktCounted.climbIds(user_id, 'send') }
    for (const climbs of chunksOf(liked.filter(({ id }) => !counted.like.has(id)), IN_ONE_TRANSACTION))
      await this.write(context => bringLikes(context, user_id, climbs))
    for (const climbs of chunksOf(bookmarked, IN_ONE_TRANSACTION)) await this.write(context => bringProjects(context, user_id, climbs))
    const gone = (what: 'like' | 'send', climbs: readonly StoredImportClimb[]) =>
      [...counted[what]].filter(id => !climbs.some(climb => climb.id === id))
    await this.write(context => countAgain(context, user_id, 'like', gone('like', liked)))
    await this.write(context => countAgain(context, user_id, 'send', gone('send', sent)))
  }

  /** Each climb is asked about once: what was brought is counted by Stokt. @returns true if nothing is left */
  private async bringSends(api: PersonApi, { user_id, stokt_id }: StoredStoktAccount, { sent }: Lists): Promise<boolean> {
    const { stores, clock } = this.parts
    const counted = await stores.stoktCounted.climbIds(user_id, 'send')
    const left = sent.filter(({ id }) => !counted.has(id))
    for (const climb of left.slice(0, AT_ONCE)) {
      const rows = await api.sends(climb.stokt_id ?? '').catch((error: unknown) => {
        if (error instanceof StoktFailure && error.fault === 'not_found') return []
        throw error
      })
      await this.write(context => bringSends(context, user_id, climb, ownSends(rows, stokt_id, clock())))
    }
    return left.length <= AT_ONCE
  }

  private async end({ user_id }: StoredStoktAccount, { sent, liked, bookmarked, unknown }: Lists): Promise<void> {
    await this.write(({ stores, now }) => stores.stoktAccounts.update(user_id, {
      brought: { at: now, sends: sent.length, likes: liked.length, projects: bookmarked.length, unknown }, bring_failures: 0,
    }))
  }

  private async fail({ user_id, sealed, bring_failures }: StoredStoktAccount, { fault, retryAfterMs }: StoktFailure): Promise<void> {
    if (fault === 'token_ended') {
      await this.parts.isTokenGood(user_id, sealed).catch((error: unknown) => {
        if (!(error instanceof StoktFailure)) throw error
      })
    }
    await this.write(({ stores, now }) => stores.stoktAccounts.update(user_id, {
      bring_failures: bring_failures + 1,
      bring_at: instantOf(msOf(now) + Math.max(retryAfterMs ?? 0, backoffMs(bring_failures, AFTER_FAILURE))),
    }))
  }

  private async write(work: (context: WriteContext) => Promise<void>): Promise<void> {
    const { transactions, lease } = this.parts
    await transactions(guest, async (context) => {
      await lease.put(context.stores, {})
      await work(context)
    })
  }
}
