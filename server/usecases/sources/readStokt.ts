import { z } from 'zod'
import type { FaceSetup } from '../../../shared/model/face'
import type { Hold } from '../../../shared/model/hold'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import { mapHolds } from '../../sources/stokt/holds'
import type { Setup } from '../../sources/stokt/shapes'
import { faceIdOf } from '../../stokt/mapPage'
import { StoktFailure } from '../../stokt/stoktFailure'
import type { UseCase } from '../useCase'
import { asPerson, type Person } from './asPerson'
import { climbsOn, type StoktFace } from './stoktClimbView'
import { findRow, readAll, readPageAt } from './stoktPages'

const DAY_MS = 24 * 3_600_000
const LEAST_DAYS = 7
const ALL_DAYS = 9_999
const Row = z.object({ id: z.union([z.string(), z.number()]).transform(String) })

/** @throws Refusal `not_found` if there is no such face, or Stokt does not know it */
export async function stoktFace({ walls }: Pick<Stores, 'walls'>, id: string): Promise<StoktFace & { feet_rules_options: string[] }> {
  const face = await walls.face({ id })
  if (!face || face.stokt_id === null) throw new Refusal('not_found')
  return { id: face.id, stokt_id: face.stokt_id, feet_rules_options: face.feet_rules_options }
}

/** Stokt is asked for the climbs of so many days: a day more than needed, a week at least. */
const daysSince = (from: Instant | undefined, now: Instant): number =>
  from === undefined ? ALL_DAYS : Math.min(ALL_DAYS, Math.max(LEAST_DAYS, Math.ceil((msOf(now) - msOf(from)) / DAY_MS) + 1))

const listPath = ({ api, gateway }: Person, days = ALL_DAYS): string => api.climbsPath(gateway.gym, days)
export const ownPath = ({ gateway }: Person, list: 'liked' | 'sent' | 'bookmarked' | 'set'): string =>
  `/api/gyms/${encodeURIComponent(gateway.gym)}/my-${list}-climbs`

export const listStoktClimbs: UseCase<'stokt.climbs'> = {
  async runs(context, { face_id, created_from, page }) {
    const { stores, now } = context
    const face = await stoktFace(stores, face_id)
    return asPerson(context, async (person) => {
      const { rows, next, total, at } = await readPageAt(person, listPath(person, daysSince(created_from, now)), page)
      const read_at = instantOf(at)
      const { climbs, leftOut } = await climbsOn(stores, face, { rows, at: read_at, gym: person.gateway.gym })
      return { results: climbs, count: total, page, has_more: next !== null, left_out: leftOut, read_at }
    })
  },
}

/** Stokt has no address for one climb: it is looked for in what is kept for the person, then in the whole list. */
export const getStoktClimb: UseCase<'stokt.climb'> = {
  async runs(context, { id }) {
    const { stores } = context
    return asPerson(context, async (person) => {
      const found = await findRow(person, listPath(person), row => Row.safeParse(row).data?.id === id)
      const [only, another] = await stores.stokt.faces(person.gateway.gym)
      const stoktId = faceIdOf(found?.row) ?? (another ? null : only?.stokt_id ?? null)
      const face = stoktId === null ? null : await stores.walls.face({ stoktId })
      if (!found || !face || stoktId === null) throw new Refusal('not_found')
      const { climbs: [climb] } = await climbsOn(
        stores, { id: face.id, stokt_id: stoktId }, { rows: [found.row], at: instantOf(found.at), gym: person.gateway.gym },
      )
      if (!climb) throw new Refusal('not_found')
      return climb
    })
  },
}

const idsOf = (rows: readonly unknown[]): string[] => rows.flatMap(row => Row.safeParse(row).data?.id ?? [])

export const getStoktOwn: UseCase<'stokt.mine'> = {
  runs: context => asPerson(context, async (person) => {
    const liked = await readAll(person, ownPath(person, 'liked'))
    const sent = await readAll(person, ownPath(person, 'sent'))
    const bookmarked = await readAll(person, ownPath(person, 'bookmarked'))
    return {
      likes: idsOf(liked.rows), sends: idsOf(sent.rows), bookmarks: idsOf(bookmarked.rows),
      read_at: instantOf(Math.min(liked.at, sent.at, bookmarked.at)),
    }
  }),
}

/** Holds that are known here keep their labels. */
function setupView(setup: Setup, id: string, ours: readonly Hold[], climbs: number): FaceSetup {
  const known = new Map(ours.map(hold => [hold.id, hold]))
  if (!setup.picture) throw new StoktFailure('nonsense', 'setup')
  return {
    id, stokt_id: setup.id, is_active: true, total_climbs: climbs, picture: setup.picture, small_picture: null,
    feet_rules_options: setup.feetRulesOptions ?? [], has_symmetry: setup.hasSymmetry,
    holds: [...mapHolds(setup.holds, false).holds.values()].map(({ off_wall: _, ...hold }) => {
      const { label = String(hold.id), colour = null } = known.get(hold.id) ?? {}
      return { ...hold, label, colour, removed_at: null }
    }),
  }
}

export const getStoktSetup: UseCase<'stokt.setup'> = {
  async runs(context, { id }) {
    const { stores } = context
    const { stokt_id } = await stoktFace(stores, id)
    const ours = await stores.walls.holds(id)
    const [counted] = await stores.walls.faces({ id })
    return asPerson(context, async ({ api, gateway: { answers }, keptAs }) => {
      const path = `setup ${stokt_id}`
      const kept = answers.get(keptAs, path)
      const answer = kept?.isFresh ? kept : answers.put(keptAs, path, { rows: [await api.setup(stokt_id)], next: null, total: null }, null)
      const [setup] = answer.rows as Setup[]
      if (setup?.id !== stokt_id) throw new StoktFailure('nonsense', 'setup')
      return { ...setupView(setup, id, ours, counted?.climbs_count ?? 0), read_at: instantOf(answer.at) }
    })
  },
}
