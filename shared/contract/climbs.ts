import { z } from 'zod'
import { limits } from '../limits'
import { CONDITIONS, GRIP_TYPES } from '../model/annotationParts'
import { Climb } from '../model/climb'
import { CLIMB_SORTS, HOLDS_MODES, MINE, ORDERS } from '../model/climbFinder'
import { InstantSchema } from '../model/instantSchema'
import { Source } from '../model/gym'
import { Publication } from '../model/publication'
import { HOLD_NUMBERS, WANTED_HOLDS } from '../rules/wantedHolds'
import type { Command } from './command'

/** `true`, `1`, `on`, `yes` in an address are true. */
const Flag = z.union([z.boolean(), z.stringbool()])
const Id = z.object({ id: z.string() })

const Name = z.string().trim().min(limits.climbNameMin).max(limits.climbNameMax)
const Description = z.string().trim().max(limits.descriptionMax)

/** Kept without a Font grade; with one it has to belong to that grade, or the grade's own counts. */
const Ircra = z.number().min(0).max(100)

const mine = {
  personal_notes: z.string().max(limits.descriptionMax).nullable().optional(),
  personal_rating: z.number().int().min(1).max(5).nullable().optional(),
  is_project: z.boolean().optional(),
}

export const CreateClimb = z.strictObject({
  face_id: z.string(),
  name: Name,
  holds_list: z.string().max(5000),
  grade_font: z.string().max(8).nullable().optional(),
  grade_ircra: Ircra.nullable().optional(),
  feet_rule: z.string().max(100).nullable().optional(),
  description: Description.nullable().optional(),
  is_private: z.boolean().default(false),
  /** It is sent to Stokt too, with the account that the caller linked. */
  on_stokt: z.boolean().optional(),
  ...mine,
})
export type CreateClimb = z.output<typeof CreateClimb>

/** At most twenty tags: each is a comparison with every climb. */
const TAGS = /^([^,]*,){0,19}[^,]*$/

/** Some of these values, with commas between. */
const someOf = (values: readonly string[]) => {
  const one = `(${values.join('|')})`
  return z.string().max(limits.holdValuesMax).regex(new RegExp(`^${one}(,${one})*$`)).optional()
}

/** The parameters by which climbs are chosen. */
export const climbFilter = {
  face_id: z.string().optional(),
  grade_min: z.string().optional(),
  grade_max: z.string().optional(),
  setter_id: z.string().optional(),
  search: z.string().max(200).optional(),
  source: Source.optional(),
  /** Ids of setters, with commas between. */
  setters: z.string().max(4000).optional(),
  not_setters: z.string().max(4000).optional(),
  feet_rule: z.string().max(100).optional(),
  benchmark: Flag.optional(),
  /** Tags, with commas between: the climb has each of them. */
  tags: z.string().max(1000).regex(TAGS).optional(),
  /** Set at that moment or later, and before the other. */
  created_from: InstantSchema.optional(),
  created_until: InstantSchema.optional(),
  mine: z.enum(MINE).optional(),
  holds: z.string().max(limits.holdNumbersMax).regex(WANTED_HOLDS).optional(),
  holds_mode: z.enum(HOLDS_MODES).default('all'),
  not_holds: z.string().max(limits.holdNumbersMax).regex(HOLD_NUMBERS).optional(),
  /** Grip types: the climb has a hold that is officially of each. */
  grips: someOf(GRIP_TYPES),
  /** More than half of the holds for the hands are officially of this grip type. */
  mostly: z.enum(GRIP_TYPES).optional(),
  /** Conditions: no hold of the climb is officially in one of them. */
  not_conditions: someOf(CONDITIONS),
  since_created_at: InstantSchema.optional(),
  since_synced_at: InstantSchema.optional(),
  since_updated_at: InstantSchema.optional(),
  local_only: Flag.optional(),
}

const Reason = z.string().trim().max(limits.reasonMax).optional()

export const climbCommands = {
  'climbs.list': {
    method: 'GET', path: '/api/climbs', summary: 'Climbs, newest first, filtered and paged', gate: 'reader',
    input: z.object({
      ...climbFilter,
      sort: z.enum(CLIMB_SORTS).default('date'),
      order: z.enum(ORDERS).optional(),
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
    }),
    output: z.object({
      results: z.array(Climb), count: z.number().int(), page: z.number().int(), page_size: z.number().int(),
    }),
  },
  'climbs.get': {
    method: 'GET', path: '/api/climbs/:id', summary: 'One climb', gate: 'reader', input: Id, output: Climb,
  },
  'climbs.getByStoktId': {
    method: 'GET', path: '/api/climbs/by-stokt-id/:id', summary: 'One climb, by its Stokt id', gate: 'reader', input: Id, output: Climb,
  },
  'climbs.create': {
    method: 'POST', path: '/api/climbs', summary: 'Set a climb', gate: 'writer', publishesContent: true, input: CreateClimb, output: Climb,
    status: 201,
  },
  'climbs.update': {
    method: 'PATCH', path: '/api/climbs/:id', summary: 'Change a climb, or my own remarks on it', gate: 'writer',
    publishesContent: ['name', 'holds_list', 'grade_font', 'grade_ircra', 'feet_rule', 'description', 'is_private'],
    input: z.strictObject({
      id: z.string(),
      name: Name.optional(),
      holds_list: z.string().max(5000).optional(),
      grade_font: z.string().max(8).nullable().optional(),
      grade_ircra: Ircra.nullable().optional(),
      feet_rule: z.string().max(100).nullable().optional(),
      description: Description.nullable().optional(),
      is_private: z.boolean().optional(),
      /** Admins alone may say so. */
      is_benchmark: z.boolean().optional(),
      /** The reason why an admin changed it; the log keeps it. */
      reason: Reason,
      ...mine,
    }),
    output: Climb,
  },
  'climbs.delete': {
    method: 'DELETE', path: '/api/climbs/:id', summary: 'Delete a climb: it lies in the bin for 30 days', gate: 'writer',
    input: z.object({ id: z.string(), /** An admin's reason; its owners read it. */ reason: Reason }), output: z.void(), status: 204,
  },
  'climbs.restore': {
    method: 'POST', path: '/api/climbs/:id/restore', summary: 'Take a climb out of the bin', gate: 'writer', publishesContent: true,
    input: z.strictObject({ id: z.string() }), output: Climb,
  },
  'climbs.setStoktId': {
    method: 'PATCH', path: '/api/climbs/:id/stokt-id', summary: 'Remember under which id Stokt knows this climb', gate: 'writer',
    publishesContent: true,
    input: z.strictObject({ id: z.string(), stokt_id: z.string().min(1).max(100) }), query: ['stokt_id'],
    output: z.object({ message: z.string(), stokt_id: z.string() }),
  },
  'climbs.publish': {
    method: 'PUT', path: '/api/climbs/:id/stokt', summary: 'Send my climb to Stokt too, or try that again', gate: 'user',
    publishesContent: true,
    input: z.strictObject({ id: z.string().max(64) }), output: Publication,
  },
} as const satisfies Record<string, Command>
