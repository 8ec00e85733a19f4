import type { Role } from './climbHold'

export const HOLDS_MODES = ['all', 'any', 'only'] as const
/** `all`: the climb uses each of the holds; `any`: one of them; `only`: no other hold. */
export type HoldsMode = (typeof HOLDS_MODES)[number]

export const CLIMB_SORTS = ['date', 'grade', 'name', 'ascents', 'likes'] as const
export type ClimbSort = (typeof CLIMB_SORTS)[number]
export const ORDERS = ['asc', 'desc'] as const
export type Order = (typeof ORDERS)[number]
/** The order of each sort if none is asked for: the newest, hardest and most climbed first, names from A. */
export const USUAL_ORDER: Readonly<Record<ClimbSort, Order>> = { date: 'desc', grade: 'desc', name: 'asc', ascents: 'desc', likes: 'desc' }

export const MINE = ['set', 'liked', 'sent', 'unsent', 'project'] as const
/** `set`: climbs that I set; `unsent`: those that I have not sent; `project`: those that I marked as a project. */
export type Mine = (typeof MINE)[number]

/** A hold that a climb has to use, in this role, or in any if it is null. */
export interface WantedHold {
  id: number
  role: Role | null
}

/**
 * Which climbs are wanted, by what stands in the climbs themselves. The fields have the names of the parameters of
 * `GET /api/climbs` and of the app's address. Empty lists and null do not restrict.
 */
export interface ClimbFinder {
  /** Font grades; the range includes the whole of both. */
  grade_min: string | null
  grade_max: string | null
  setters: readonly string[]
  not_setters: readonly string[]
  feet_rule: string | null
  /** True: benchmarks alone. */
  benchmark: boolean
  /** The climb has each of these tags. */
  tags: readonly string[]
  source: 'mastoc' | 'stokt' | null
  /** Days (`2026-05-01`), both included, in the time of whoever asks. */
  created_from: string | null
  created_until: string | null
  mine: Mine | null
  holds: readonly WantedHold[]
  holds_mode: HoldsMode
  not_holds: readonly number[]
}

export const EVERY_CLIMB: ClimbFinder = {
  grade_min: null, grade_max: null, setters: [], not_setters: [], feet_rule: null, benchmark: false, tags: [], source: null,
  created_from: null, created_until: null, mine: null, holds: [], holds_mode: 'all', not_holds: [],
}
