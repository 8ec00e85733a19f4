import { and, eq, gt, gte, inArray, isNull, lt, notInArray, or, sql, type SQL } from 'drizzle-orm'
import type { Condition, GripType, VotedPart } from '../../../../shared/model/annotationParts'
import type { HoldsMode, Mine, WantedHold } from '../../../../shared/model/climbFinder'
import type { Instant } from '../../../../shared/model/instant'
import { faceFeed } from '../../../../shared/feedName'
import { containing } from '../../containing'
import type { Database } from '../../database'
import { shownIrcra } from './climbRowColumns'

export interface ClimbFilter {
  face_id?: string | undefined
  setter_id?: string | undefined
  search?: string | undefined
  source?: string | undefined
  since_created_at?: Instant | undefined
  since_synced_at?: Instant | undefined
  since_updated_at?: Instant | undefined
  local_only?: boolean | undefined
  setters?: readonly string[] | undefined
  not_setters?: readonly string[] | undefined
  feet_rule?: string | undefined
  benchmark?: boolean | undefined
  tags?: readonly string[] | undefined
  created_from?: Instant | undefined
  created_until?: Instant | undefined
  mine?: { what: Mine; userId: string } | undefined
  holds?: readonly WantedHold[] | undefined
  holds_mode?: HoldsMode | undefined
  not_holds?: readonly number[] | undefined
  grips?: readonly GripType[] | undefined
  mostly?: GripType | undefined
  not_conditions?: readonly Condition[] | undefined
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

const bySetters: Part = ({ climbs }, { setters, not_setters }) => [
  setters?.length ? inArray(climbs.setter_id, [...setters]) : undefined,
  not_setters?.length ? or(isNull(climbs.setter_id), notInArray(climbs.setter_id, [...not_setters])) : undefined,
]

/** What stands as JSON is found as it is written there: a tag in a list of texts, a field of a row. */
const jsonPattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const byKind: Part = ({ climbs }, { feet_rule, benchmark, tags = [] }) => [
  feet_rule === undefined ? undefined : eq(climbs.feet_rule, feet_rule),
  benchmark === undefined ? undefined : eq(climbs.is_benchmark, benchmark),
  ...tags.map(tag => sql`${climbs.tags} LIKE ${jsonPattern(JSON.stringify(tag))} ESCAPE '\\'`),
]

/** [FIND-2] A guest has set, liked and sent nothing, and has no projects. */
const byOwner: Part = ({ climbs, personalNotes, likes, ascents }, { mine }) => {
  if (!mine) return []
  const { what, userId } = mine
  if (what === 'set') return [or(eq(climbs.setter_id, userId), eq(climbs.created_by_id, userId))]
  const isLiked = sql`exists (select 1 from ${likes} where ${likes.climb_id} = ${climbs.id} and ${likes.user_id} = ${userId})`
  if (what === 'liked') return [isLiked]
  const isSent = sql`exists (select 1 from ${ascents} where ${ascents.climb_id} = ${climbs.id} and ${ascents.user_id} = ${userId})`
  if (what !== 'project') return [what === 'sent' ? isSent : sql`not ${isSent}`]
  const isTheirs = sql`${personalNotes.climb_id} = ${climbs.id} and ${personalNotes.user_id} = ${userId}`
  return [sql`exists (select 1 from ${personalNotes} where ${isTheirs} and ${personalNotes.is_project})`]
}

/** The numbers of the wanted holds by the role that they have to have, each number once. */
function idsByRole(holds: readonly WantedHold[]): Map<WantedHold['role'], Set<number>> {
  const byRole = new Map<WantedHold['role'], Set<number>>()
  for (const { id, role } of holds) byRole.set(role, (byRole.get(role) ?? new Set<number>()).add(id))
  return byRole
}

/**
 * [FIND-3] The holds that a climb uses, does not use, or uses alone. One condition stands for all holds of a role:
 * a condition for each hold makes the database plan for seconds.
 */
const byHolds: Part = ({ climbs, climbHolds }, { holds = [], holds_mode = 'all', not_holds = [] }) => {
  // The plus keeps SQLite from asking its index for each number and climb, instead of reading the few holds of a climb.
  const holdId = sql`+${climbHolds.hold_id}`
  const ofClimb = sql`from ${climbHolds} where ${climbHolds.climb_id} = ${climbs.id}`
  const isNone = not_holds.length > 0 ? sql`not exists (select 1 ${ofClimb} and ${holdId} in ${[...not_holds]})` : undefined
  if (holds.length === 0) return [isNone]
  const groups = [...idsByRole(holds)].map(([role, ids]) => {
    const isOneOf = sql`${holdId} in ${[...ids]}`
    return { count: ids.size, isWanted: role === null ? isOneOf : sql`(${climbHolds.role} = ${role} and ${isOneOf})` }
  })
  const isWanted = sql`(${sql.join(groups.map(group => group.isWanted), sql` or `)})`
  switch (holds_mode) {
    case 'all':
      return [isNone, ...groups.map(group => sql`(select count(distinct ${climbHolds.hold_id}) ${ofClimb} and ${group.isWanted}) = ${group.count}`)]
    case 'any':
      return [isNone, sql`exists (select 1 ${ofClimb} and ${isWanted})`]
    case 'only':
      // A climb without a hold is on no hold, so it is not found.
      return [isNone, sql`exists (select 1 ${ofClimb})`, sql`not exists (select 1 ${ofClimb} and not ${isWanted})`]
  }
}

/**
 * [FILTER-1] What the holds of a climb officially are, as the feed of their wall says it. The holds of a value are
 * looked for once, and not for each climb.
 */
const byVotes: Part = ({ climbs, climbHolds, feedRows }, { face_id, grips = [], mostly, not_conditions = [] }) => {
  const ofClimb = sql`from ${climbHolds} where ${climbHolds.climb_id} = ${climbs.id}`
  const isWritten = (text: string) => sql`${feedRows.body} LIKE ${jsonPattern(text)} ESCAPE '\\'`
  const isOfficially = (part: VotedPart, values: readonly string[]) => {
    const isOneOf = sql.join(values.map(value => isWritten(`"${part}":"${value}"`)), sql` or `)
    const here = and(eq(feedRows.kind, 'consensus'), face_id ? eq(feedRows.feed, faceFeed(face_id)) : undefined)
    return sql`+${climbHolds.hold_id} in (select cast(${feedRows.entity_id} as integer) from ${feedRows}
      where ${here} and ${isWritten(`"${part}_official":true`)} and (${isOneOf}))`
  }
  const hands = (isThis: SQL) => sql`(select count(distinct ${climbHolds.hold_id}) ${ofClimb} and ${climbHolds.role} <> 'F'${isThis})`
  return [
    ...grips.map(grip => sql`exists (select 1 ${ofClimb} and ${isOfficially('grip_type', [grip])})`),
    mostly ? sql`2 * ${hands(sql` and ${isOfficially('grip_type', [mostly])}`)} > ${hands(sql``)}` : undefined,
    not_conditions.length > 0 ? sql`not exists (select 1 ${ofClimb} and ${isOfficially('condition', not_conditions)})` : undefined,
  ]
}

const byTime: Part = ({ climbs }, { since_created_at, since_synced_at, since_updated_at, created_from, created_until }) => [
  created_from ? gte(climbs.created_at, created_from) : undefined,
  created_until ? lt(climbs.created_at, created_until) : undefined,
  since_created_at ? gt(climbs.created_at, since_created_at) : undefined,
  since_synced_at ? gt(climbs.synced_at, since_synced_at) : undefined,
  since_updated_at ? gt(climbs.updated_at, since_updated_at) : undefined,
]

/** An ungraded climb has no number above 0. */
const byGrade: Part = (t, { grade }) =>
  grade
    ? [
        gt(shownIrcra(t), 0),
        grade.from === null ? undefined : gte(shownIrcra(t), grade.from),
        grade.below === null ? undefined : lt(shownIrcra(t), grade.below),
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
export const climbMatches: Part = (t, filter) =>
  [bySource, bySetters, byKind, byOwner, byTime, byGrade, byWords, byHolds, byVotes].flatMap(part => part(t, filter))
