import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import type { PublicationFault } from '../../shared/model/publication'
import { backoffMs } from '../../shared/rules/backoff'
import { bodyOf, newBodyOf, type StoktContent } from '../../shared/rules/stoktContent'
import type { PublishedClimb } from '../db/stores/stokt/publications'
import type { WriteContext } from '../transaction/context'
import { isPosted, recordPublished, recordSent } from '../usecases/sources/recordPublication'
import type { PersonApi } from '../stokt/personApi'
import type { PersonParts } from './personParts'
import { nextStep, type PublishStep } from './publishSteps'
import { StoktFailure } from '../stokt/stoktFailure'

const AFTER_FAILURE = { firstMs: 60_000, longestMs: 6 * 60 * 60_000 }
/** Stokt may still be at work on a request that we gave up, so it is not looked up sooner. */
const LOOK_UP_AFTER_MS = 60_000
/** The owner may want a deleted climb back. */
const DELETE_AFTER_MS = 60_000
/** So many climbs are sent before the mirror may come in between. */
const AT_ONCE = 20
/** A climb takes a few requests at most: looked up, made, changed, hidden. */
const STEPS = 6
/** After such a fault Stokt may have done what it was asked. */
const UNCERTAIN: readonly string[] = ['unreachable', 'too_slow', 'failing', 'nonsense']

const sealedOf = ({ account }: Pick<PublishedClimb, 'account'>): string => account?.sealed ?? ''

/** [STOKT-15] Sends climbs that were set here to Stokt, each with its person's own account. */
export class Publisher {
  constructor(private readonly parts: PersonParts) {}

  due(): Promise<string[]> {
    const { stores, clock } = this.parts
    const now = clock()
    return stores.publications.due({ now, deletedBefore: instantOf(msOf(now) - DELETE_AFTER_MS), limit: AT_ONCE })
  }

  /** Does what is due. The caller has the lease. @throws LostLease */
  async run(climbIds: readonly string[]): Promise<void> {
    for (const climbId of climbIds) await this.publish(climbId)
  }

  private async publish(climbId: string): Promise<void> {
    for (let steps = 0; steps < STEPS; steps++) {
      const published = await this.parts.stores.publications.of(climbId)
      const isOver = !published || published.state === 'refused' && published.seen_at === published.climb_updated_at
      if (isOver || published.account === null || published.account.broken_at !== null) return
      const next = nextStep(published)
      try {
        if (!await this.take(published, next)) return
      } catch (error) {
        if (!(error instanceof StoktFailure)) throw error
        return this.fail(published, next, error)
      }
    }
  }

  /** @returns true if another step may follow */
  private async take(published: PublishedClimb, next: PublishStep): Promise<boolean> {
    const api = this.parts.apiOf(sealedOf(published))
    switch (next.step) {
      case 'nothing':
        await this.write(context => recordSent(context, published, published.sent))
        return false
      case 'refuse':
        await this.refuse(published, 'unknown_hold', null)
        return false
      case 'look up':
        return this.lookUp(published, api)
      case 'make':
        return this.make(published, api, next.content)
      case 'change':
        await api.changeClimb(published.face_stokt_id ?? '', published.stokt_id ?? '', bodyOf(next.content, next.fields))
        return this.sent(published, next.content)
      case 'hide or show':
        await api.setPrivacy(published.stokt_id ?? '', next.content.is_private)
        return this.sent(published, next.content)
      case 'delete':
        return this.delete(published, api)
    }
  }

  private async delete(published: PublishedClimb, api: PersonApi): Promise<boolean> {
    await api.deleteClimb(published.stokt_id ?? '').catch((error: unknown) => {
      if (!(error instanceof StoktFailure) || error.fault !== 'not_found') throw error
    })
    return this.sent(published, null)
  }

  /** [STOKT-17] It is written down that Stokt is asked before it is asked, so that a lost answer is known as one. */
  private async make(published: PublishedClimb, api: PersonApi, content: StoktContent): Promise<boolean> {
    const { climb_id } = published
    await this.write(({ stores, now }) => stores.publications.update(climb_id, {
      posting: content, posted_at: now, sent: null, state: 'waiting', next_at: instantOf(msOf(now) + LOOK_UP_AFTER_MS),
    }))
    const id = await api.makeClimb(published.face_stokt_id ?? '', newBodyOf(content))
    await this.recordMade(climb_id, id)
    return true
  }

  private async lookUp(published: PublishedClimb, api: PersonApi): Promise<boolean> {
    const alike = (await api.setClimbs(this.parts.gym)).filter(({ name, faceId, holdsList, dateCreated }) =>
      (faceId ?? published.face_stokt_id) === published.face_stokt_id
      && isPosted(published, { name, holds_list: holdsList, created_at: dateCreated }))
    const others = (await this.parts.stores.imports.climbs(alike.map(({ id }) => id), [])).filter(({ id }) => id !== published.climb_id)
    const found = alike.find(({ id }) => !others.some(({ stokt_id }) => stokt_id === id))
    if (found) await this.recordMade(published.climb_id, found.id)
    else await this.write(({ stores }) => stores.publications.update(published.climb_id, { posting: null, posted_at: null }))
    return true
  }

  private async recordMade(climbId: string, stoktId: string): Promise<void> {
    const isRecorded = await this.write(context => recordPublished(context, climbId, stoktId))
    if (!isRecorded) throw new StoktFailure('nonsense', 'climb')
  }

  private async sent(published: PublishedClimb, content: StoktContent | null): Promise<boolean> {
    await this.write(context => recordSent(context, published, content))
    return true
  }

  private async refuse({ climb_id, climb_updated_at }: PublishedClimb, fault: PublicationFault, words: string | null): Promise<void> {
    await this.write(async ({ stores, touch, now }) => {
      await stores.publications.update(climb_id, {
        state: 'refused', fault, words, posting: null, posted_at: null, seen_at: climb_updated_at, failures: 0,
        next_at: now, updated_at: now,
      })
      touch.publication(climb_id)
    })
  }

  private async fail(published: PublishedClimb, next: PublishStep, failure: StoktFailure): Promise<void> {
    const fault = await this.faultOf(published, failure)
    const isRefused = fault === 'refused' || fault === 'not_found'
    // As long as it is not known whether Stokt has the climb, nothing is decided.
    if (isRefused && next.step !== 'look up') return this.refuse(published, fault, failure.words)
    const isUncertain = next.step === 'look up' || (next.step === 'make' && UNCERTAIN.includes(fault))
    await this.write(async ({ stores, touch, now }) => {
      const wait = Math.max(failure.retryAfterMs ?? 0, backoffMs(published.failures, AFTER_FAILURE))
      await stores.publications.update(published.climb_id, {
        state: 'waiting', fault, words: null, failures: published.failures + 1, next_at: instantOf(msOf(now) + wait), updated_at: now,
        ...(isUncertain ? {} : { posting: null, posted_at: null }),
      })
      touch.publication(published.climb_id)
    })
  }

  /** A climb that is forbidden does not end the token, so it is asked whether the token is good. */
  private async faultOf(published: PublishedClimb, { fault }: StoktFailure): Promise<PublicationFault> {
    if (fault === 'implausible') return 'refused'
    if (fault !== 'token_ended') return fault
    try {
      return await this.parts.isTokenGood(published.user_id, sealedOf(published)) ? 'refused' : 'token_ended'
    } catch (error) {
      if (!(error instanceof StoktFailure)) throw error
      return 'failing'
    }
  }

  private async write<T>(work: (context: WriteContext) => Promise<T>): Promise<T> {
    const { transactions, lease } = this.parts
    const { value } = await transactions(guest, async (context) => {
      await lease.put(context.stores, {})
      return work(context)
    })
    return value
  }
}
