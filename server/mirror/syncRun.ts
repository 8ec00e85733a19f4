import { guest } from '../../shared/access/actor'
import type { StoktMode, StoktRun } from '../../shared/contract/sources'
import { FOREVER, instantOf, msOf, type Instant } from '../../shared/model/instant'
import type { StoktResume } from '../db/tables/stokt'
import type { WriteContext } from '../transaction/context'
import { importClimbs } from '../usecases/imports/importClimbs'
import { emptyReport } from '../usecases/imports/importReport'
import { hideGone, showFound } from './hideGone'
import { mapPage, type MappedPage } from '../stokt/mapPage'
import type { Plan } from './plan'
import type { RunParts } from './runParts'
import { StoktFailure } from '../stokt/stoktFailure'
import type { StoktPage } from '../stokt/stoktReading'
import type { Walls } from '../stokt/mapPage'
import { createWalls } from './walls'

const MINUTE_MS = 60_000
const MAX_PAGES = 5_000
/** A version of an answer that was not asked for in so long is forgotten. */
const ETAGS_KEPT_MS = 60 * 24 * 60 * MINUTE_MS

const newRun = (mode: StoktMode, now: Instant): StoktRun =>
  ({ mode, started_at: now, ended_at: null, asked: 0, received: 0, created: 0, updated: 0, hidden: 0, rejected: 0, bytes: 0 })

/** The time at which the next run begins by itself. */
const afterPoll = (now: Instant, pollMinutes: number | null): Instant =>
  pollMinutes === null ? FOREVER : instantOf(msOf(now) + pollMinutes * MINUTE_MS)

/** Writes the climbs of a page. @returns how many are new and how many changed */
async function storePage(context: WriteContext, page: MappedPage, actor: RunParts['actor']): Promise<{ created: number; updated: number }> {
  const report = emptyReport()
  for (const { faceId, mapped } of page.faces) await importClimbs(context, mapped, { faceId, actor }, report)
  await showFound(context, page.ids)
  await context.stores.stoktCounters.read(page.ids, context.now)
  return report.tallies.climbs
}

/** The number of climbs in all, as long as every page tells the same. */
const agreed = (at: StoktResume, total: number | null): number | null => (at.page === 0 || total === at.total ? total : null)

/** [STOKT-7] One run: the walls where it is a full one, and page after page of climbs, each stored before the next is asked for. */
export class SyncRun {
  private run: StoktRun
  /** The number of climbs that all pages agree on. */
  private total: number | null = null
  private readonly first: StoktRun
  private readonly walls: Walls

  constructor(private readonly parts: RunParts, private readonly plan: Plan, before: StoktRun | null) {
    const goesOn = plan.resume !== null && before !== null
    this.run = this.first = goesOn ? { ...before, ended_at: null } : newRun(plan.mode, parts.clock())
    this.walls = createWalls(parts)
  }

  /** The run as it stands, with what was asked so far. */
  get counted(): StoktRun {
    const { requests, bytes } = this.parts.traffic()
    return { ...this.run, asked: this.first.asked + requests, bytes: this.first.bytes + bytes }
  }

  private async readPage(at: StoktResume): Promise<StoktResume | null> {
    const { api, stores } = this.parts
    // A full run has to see every id, so it asks for every page.
    const known = at.mode === 'incremental' ? await stores.stokt.etag(at.next) : null
    const reply = await api.climbs(at.next, known?.etag ?? null)
    if (reply.status === 'unchanged') return this.goTo(at, { next: known?.next ?? null, total: at.total })
    const page = await mapPage(reply.value.rows, this.walls)
    if (page.ids.length === 0 && reply.value.rows.length > 0) throw new StoktFailure('nonsense', 'climbs')
    return this.storePage(at, { ...reply.value, etag: reply.etag }, page)
  }

  private goTo(at: StoktResume, { next, total }: Pick<StoktPage, 'next' | 'total'>): StoktResume | null {
    if (next === null) return null
    if (next === at.next || at.page >= MAX_PAGES) throw new StoktFailure('nonsense', 'climbs')
    return { ...at, next, page: at.page + 1, total: agreed(at, total) }
  }

  private async storePage(at: StoktResume, answer: StoktPage & { etag: string | null }, page: MappedPage): Promise<StoktResume | null> {
    const { transactions, lease, gym, actor } = this.parts
    const next = this.goTo(at, answer)
    const { value } = await transactions(guest, async (context) => {
      const { created, updated } = await storePage(context, page, actor)
      const { stokt } = context.stores
      if (at.mode === 'full') await stokt.putPage({ gym, page: at.page, ids: page.ids })
      if (answer.etag !== null) await stokt.putEtag({ path: at.next, etag: answer.etag, next: answer.next, at: context.now })
      const run = {
        ...this.counted, received: this.run.received + answer.rows.length,
        created: this.run.created + created, updated: this.run.updated + updated, rejected: this.run.rejected + page.rejected,
      }
      await lease.put(context.stores, { run, resume: next })
      return run
    })
    this.run = value
    this.total = agreed(at, answer.total)
    this.parts.progress?.(this.counted)
    return next
  }
  private async finish(): Promise<void> {
    const { transactions, lease, gym, actor, pollMinutes } = this.parts
    const { mode, isAsked } = this.plan
    const { value } = await transactions(guest, async (context) => {
      const { stores, now } = context
      const hidden = mode === 'full' ? await hideGone(context, { gym, total: this.total, isAsked }) : 0
      const run = { ...this.counted, hidden: hidden ?? 0, ended_at: now }
      if (mode === 'full') await this.noteFull(context, run, actor)
      const wanted = (await stores.stokt.mirror(gym))?.wanted
      await lease.put(stores, {
        run, resume: null, failures: 0, refused_token: null, succeeded_at: now, next_at: afterPoll(now, pollMinutes),
        fault: hidden === null ? 'implausible' : null, fault_since: hidden === null ? now : null,
        ...(mode === 'full' ? { full_at: now, wanted: null } : { wanted: wanted === 'full' ? wanted : null }),
      })
      return run
    })
    this.run = value
  }

  private async noteFull(
    { stores, now }: WriteContext, { created, updated, hidden, rejected }: StoktRun, actor: RunParts['actor'],
  ): Promise<void> {
    const { gym } = this.parts
    await stores.stokt.forgetPages(gym)
    await stores.stokt.forgetEtags(instantOf(msOf(now) - ETAGS_KEPT_MS))
    const { id, name } = await stores.stokt.gym(gym) ?? { id: '', name: gym }
    await stores.audit.append({
      actor, action: 'import.stokt_api', target: { kind: 'gym', id }, names: { target: name },
      detail: { climbs: { created, updated, unchanged: 0 }, rejected, changed: hidden },
    }, now)
  }

  /** @throws StoktFailure, and the pages that were read stay */
  async toTheEnd(): Promise<StoktRun> {
    const { stores, lease, gym, api } = this.parts
    const { mode, maxAge, resume } = this.plan
    await lease.put(stores, { run: this.counted, ...(resume ? {} : { resume: null }) })
    if (mode === 'full' && !resume) {
      await stores.stokt.forgetPages(gym)
      await this.walls.readAll()
    }
    let at: StoktResume | null = resume ?? { mode, max_age: maxAge, next: api.climbsPath(gym, maxAge), page: 0, total: null }
    while (at !== null) at = await this.readPage(at)
    await this.finish()
    return this.run
  }
}
