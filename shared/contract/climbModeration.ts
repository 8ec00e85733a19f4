import { z } from 'zod'
import { limits } from '../limits'
import { BinEntry } from '../model/bin'
import { ClimbRow } from '../model/climb'
import { climbFilter } from './climbs'
import type { Command } from './command'

const reason = z.string().trim().max(limits.reasonMax).default('')
const oneClimb = z.strictObject({ id: z.string().max(64), reason })

/** The filter of `GET /api/climbs`, without its pages. */
export const ClimbFilter = z.strictObject(climbFilter)
const which = {
  ids: z.array(z.string().max(64)).min(1).max(limits.chosenClimbs).optional(),
  filter: ClimbFilter.optional(),
}
interface Which { ids?: unknown; filter?: unknown }
const isOneWay = ({ ids, filter }: Which): boolean => (ids === undefined) !== (filter === undefined)
const ONE_WAY = { path: ['ids'], message: 'ids_or_filter' }
const manyClimbs = z.strictObject({ ...which, reason }).refine(isOneWay, ONE_WAY)
/** Many bodies of ids are larger than the usual ones. */
const bodyBytes = 256 * 1024

/** The fields that are set on many climbs at once. */
export const ClimbCorrection = z.strictObject({
  grade_font: z.string().max(8).nullable().optional(),
  feet_rule: z.string().max(100).nullable().optional(),
  is_benchmark: z.boolean().optional(),
}).refine(set => Object.values(set).some(value => value !== undefined), 'empty')
export type ClimbCorrection = z.output<typeof ClimbCorrection>

export const ClimbsChanged = z.object({
  changed: z.number().int(),
  /** The entry of the log that undoes it; null where nothing changed. */
  audit_id: z.string().nullable(),
})
export type ClimbsChanged = z.infer<typeof ClimbsChanged>

/** A climb that others do not see, as admins read it. */
export const HiddenClimb = BinEntry.pick({ state: true, reason: true, at: true, until: true }).extend({
  /** The person who hid or deleted it; null for a key, the command line or an account that is gone. */
  by: z.string().nullable(),
  by_name: z.string().nullable(),
  climb: ClimbRow,
})
export type HiddenClimb = z.infer<typeof HiddenClimb>

export const climbModerationCommands = {
  'climbs.listHidden': {
    method: 'GET', path: '/api/admin/climbs', summary: 'Climbs that are hidden, or in the bin, the last first', gate: 'admin',
    input: z.object({
      state: z.enum(['hidden', 'deleted']).default('hidden'),
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
    }),
    output: z.object({ results: z.array(HiddenClimb), count: z.number().int(), page: z.number().int(), page_size: z.number().int() }),
  },
  'climbs.hideMany': {
    method: 'POST', path: '/api/admin/climbs/hide', summary: 'Hide many climbs from everybody but their owners, at once', gate: 'admin',
    input: manyClimbs, output: ClimbsChanged, bodyBytes,
  },
  'climbs.showMany': {
    method: 'POST', path: '/api/admin/climbs/restore', summary: 'Show many climbs again; those named by their ids also leave the bin',
    gate: 'admin',
    input: manyClimbs, output: ClimbsChanged, bodyBytes,
  },
  'climbs.correctMany': {
    method: 'PATCH', path: '/api/admin/climbs', summary: 'Set the grade, feet rule or benchmark of many climbs at once', gate: 'admin',
    input: z.strictObject({ ...which, set: ClimbCorrection, reason }).refine(isOneWay, ONE_WAY), output: ClimbsChanged, bodyBytes,
  },
  'climbs.hide': {
    method: 'POST', path: '/api/admin/climbs/:id/hide', summary: 'Hide a climb from everybody but its owners', gate: 'admin',
    input: oneClimb, output: ClimbsChanged,
  },
  'climbs.show': {
    method: 'POST', path: '/api/admin/climbs/:id/restore', summary: 'Show a climb again that is hidden or in the bin', gate: 'admin',
    input: oneClimb, output: ClimbsChanged,
  },
} as const satisfies Record<string, Command>
