import { and, eq, gt, gte, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import { containing } from '../containing'
import type { Database } from '../database'

export interface ClimbFilter {
  face_id?: string | undefined
  setter_id?: string | undefined
  search?: string | undefined
  source?: string | undefined
  since_created_at?: Instant | undefined
  since_synced_at?: Instant | undefined
  since_updated_at?: Instant | undefined
  local_only?: boolean | undefined
  /** The grade in IRCRA; ungraded climbs never match a range. */
  grade?: { from: number | null; below: number | null } | undefined
}

type Conditions = (SQL | undefined)[]
type Part = (t: Database['t'], filter: ClimbFilter) => Conditions

const bySource: Part = ({ climbs }, { face_id, setter_id, source, local_only }) => [
  face_id ? eq(climbs.face_id, face_id) : undefined,
  setter_id ? eq(climbs.setter_id, setter_id) : undefined,
  source ? eq(climbs.source, source) : undefined,
  local_only ? and(isNull(climbs.stokt_id), isNull(climbs.stokt_claim)) : undefined,
]

const byTime: Part = ({ climbs }, { since_created_at, since_synced_at, since_updated_at }) => [
  since_created_at ? gt(climbs.created_at, since_created_at) : undefined,
  since_synced_at ? gt(climbs.synced_at, since_synced_at) : undefined,
  since_updated_at ? gt(climbs.updated_at, since_updated_at) : undefined,
]

const byGrade: Part = ({ climbs }, { grade }) =>
  grade
    ? [
        isNotNull(climbs.grade_ircra),
        gt(climbs.grade_ircra, 0),
        grade.from === null ? undefined : gte(climbs.grade_ircra, grade.from),
        grade.below === null ? undefined : lt(climbs.grade_ircra, grade.below),
      ]
    : []

function byWords({ climbs, users }: Database['t'], { search }: ClimbFilter): Conditions {
  if (!search?.trim()) return []
  const pattern = containing(search)
  return [
    or(
      sql`${climbs.name_search} LIKE ${pattern} ESCAPE '\\'`,
      and(isNull(users.deletes_at), sql`${users.full_name_search} LIKE ${pattern} ESCAPE '\\'`),
    ),
  ]
}

/** The conditions of a filter. The query joins the setter of each climb as `users`. */
export const climbMatches: Part = (t, filter) => [bySource, byTime, byGrade, byWords].flatMap(part => part(t, filter))
