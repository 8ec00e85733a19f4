import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import { backoffMs, spread } from '../../shared/rules/backoff'
import { chunksOf } from '../concurrency/chunks'
import type { StoredImportClimb } from '../db/stores/imports/importedRows'
import type { StoredStoktAccount } from '../db/stores/stokt/stoktAccounts'
import type { BroughtWhat, StoredBrought } from '../db/tables/stokt'
import type { OwnList, PersonApi } from '../stokt/personApi'
import type { WriteContext } from '../transaction/context'
import { bringLikes, bringProjects, bringSends, climbsOf, forgetBrought } from '../usecases/sources/bringLogbook'
import { ownSends } from './ownSends'
import type { PersonParts } from './personParts'
import { StoktFailure } from '../stokt/stoktFailure'

/** It is looked again for what is new between half of this and all of it later. */
const AGAIN_MS = 24 * 60 * 60_000
const AFTER_FAILURE = { firstMs: 60_000, longestMs: 6 * 60 * 60_000 }
/** So many climbs are asked about, a minute's work, before others may come in between. */
const AT_ONCE = 60
const IN_ONE_TRANSACTION = 100

/** A list of the person in Stokt. What is not here cannot come over. */
interface List extends OwnList {
  climbs: StoredImportClimb[]
}
/** Null: the list is as it was when what it names came over. */
type Lists = Record<BroughtWhat, List | null>

function versionsOf(lists: Lists, before: StoredBrought | null): NonNullable<StoredBrought['versions']> {
  const versions: NonNullable<StoredBrought['versions']> = {}
  for (const what of ['send', 'like', 'project'] as const) {
    const etag = lists[what] === null ? before?.versions?.[what] : lists[what].etag
    if (etag != null) versions[what] = etag
  }
  return versions
}

/** [STOKT-21] [STOKT-23] Brings over what people who linked their accounts did and do in Stokt, one person after the other. */
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
      if (await this.bringSends(api, account, lists.send)) await this.end(account, lists)
    } catch (error) {
      if (!(error instanceof StoktFailure)) throw error
      await this.fail(account, error)
    }
  }

  private async read(api: PersonApi, { user_id, brought }: StoredStoktAccount): Promise<Lists> {
    const { stores, gym } = this.parts
    // A climb that was not here may have come since, though the list is the same.
    const versions = brought?.unknown === 0 ? brought.versions : undefined
    const list = async (what: BroughtWhat, name: 'sent' | 'liked' | 'bookmarked'): Promise<List | null> => {
      const found = await api.ownList(gym, name, versions?.[what] ?? null)
      return found && { ...found, climbs: (await climbsOf({ stores }, user_id, found.ids)).climbs }
    }
    const send = await list('send', 'sent')
    const like = await list('like', 'liked')
    return { send, like, project: await list('project', 'bookmarked') }
  }

  private async bringMarks({ user_id }: StoredStoktAccount, lists: Lists): Promise<void> {
    const { stoktCounted } = this.parts.stores
    for (const [what, bring] of [['like', bringLikes], ['project', bringProjects]] as const) {
      const { climbs = [] } = lists[what] ?? {}
      const known = await stoktCounted.climbIds(user_id, what)
      for (const chunk of chunksOf(climbs.filter(({ id }) => !known.has(id)), IN_ONE_TRANSACTION))
        await this.write(context => bring(context, user_id, chunk))
    }
    for (const what of ['like', 'project', 'send'] as const) await this.forgetGone(user_id, what, lists[what])
  }

  /** What the person took back in Stokt. */
  private async forgetGone(userId: string, what: BroughtWhat, list: List | null): Promise<void> {
    if (list === null) return
    const { stoktCounted, imports } = this.parts.stores
    const known = await imports.climbs([], [], [...await stoktCounted.climbIds(userId, what)])
    const there = new Set(list.ids)
    const gone = known.flatMap(({ id, stokt_id }) => (there.has(stokt_id ?? '') ? [] : [id]))
    await this.write(context => forgetBrought(context, userId, what, gone))
  }

  /** Each climb is asked about once: what was brought is counted by Stokt. @returns true if nothing is left */
  private async bringSends(api: PersonApi, { user_id, stokt_id, brought }: StoredStoktAccount, sent: List | null): Promise<boolean> {
    const { stores, clock } = this.parts
    const counted = await stores.stoktCounted.climbIds(user_id, 'send')
    const left = (sent?.climbs ?? []).filter(({ id }) => !counted.has(id))
    for (const climb of left.slice(0, AT_ONCE)) {
      const rows = await api.sends(climb.stokt_id ?? '').catch((error: unknown) => {
        if (error instanceof StoktFailure && error.fault === 'not_found') return []
        throw error
      })
      const sends = ownSends(rows, stokt_id, clock())
      await this.write(context => bringSends(context, user_id, climb, { sends, otherwise: brought ? context.now : climb.created_at }))
    }
    return left.length <= AT_ONCE
  }

  private async end(account: StoredStoktAccount, lists: Lists): Promise<void> {
    const { stores, random } = this.parts
    const { user_id, brought } = account
    const { unknown } = await climbsOf({ stores }, user_id, [lists.send, lists.like, lists.project].flatMap(list => list?.ids ?? []))
    const here = (what: BroughtWhat, before: number | undefined): number => lists[what]?.climbs.length ?? before ?? 0
    const counts = {
      sends: here('send', brought?.sends), likes: here('like', brought?.likes), projects: here('project', brought?.projects),
    }
    await this.write(({ stores, now }) => stores.stoktAccounts.update(account, {
      brought: { at: now, ...counts, unknown, versions: versionsOf(lists, brought) },
      bring_failures: 0,
      bring_at: instantOf(msOf(now) + spread(AGAIN_MS, random)),
    }))
  }

  private async fail(account: StoredStoktAccount, { fault, retryAfterMs }: StoktFailure): Promise<void> {
    const { user_id, sealed, bring_failures } = account
    if (fault === 'token_ended') {
      await this.parts.isTokenGood(user_id, sealed).catch((error: unknown) => {
        if (!(error instanceof StoktFailure)) throw error
      })
    }
    await this.write(({ stores, now }) => stores.stoktAccounts.update(account, {
      bring_failures: bring_failures + 1,
      bring_at: instantOf(msOf(now) + Math.max(retryAfterMs ?? 0, spread(backoffMs(bring_failures, AFTER_FAILURE), this.parts.random))),
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
