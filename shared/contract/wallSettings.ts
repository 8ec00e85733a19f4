import { z } from 'zod'
import { FaceRow } from '../model/face'
import { WallGrid } from '../model/grid'
import { GymRow } from '../model/gym'
import { Hold, HoldId } from '../model/hold'
import type { Command } from './command'

const Id = z.string().max(64)
const Reason = z.string().trim().max(500).default('')
const Name = z.string().trim().min(1).max(100)
/** So many feet rules a wall may have. */
const FEET_RULES_MAX = 50
const FeetRule = z.string().trim().min(1).max(100)
const FeetRules = z.array(FeetRule).max(FEET_RULES_MAX)

/** The entry of the log, which can be undone; null if nothing changed. */
const told = { audit_id: z.string().nullable() }
const changeHold = (verb: string, summary: string) => ({
  method: 'POST', path: `/api/admin/holds/:id/${verb}`, summary, gate: 'admin',
  input: z.strictObject({ id: HoldId, reason: Reason }), output: Hold.extend(told),
} as const)

export const wallSettingCommands = {
  'gyms.update': {
    method: 'PATCH', path: '/api/admin/gyms/:id', summary: 'Name a gym, or say where it is', gate: 'admin',
    input: z.strictObject({ id: Id, name: Name.optional(), location: z.string().trim().max(200).optional() }),
    output: GymRow.extend(told),
  },
  'faces.update': {
    method: 'PATCH', path: '/api/admin/faces/:id', summary: 'Change what a wall is called, where it is listed, its feet rules and its grid',
    gate: 'admin',
    input: z.strictObject({
      id: Id,
      name: Name.optional(),
      position: z.number().int().min(0).max(10_000).optional(),
      is_archived: z.boolean().optional(),
      feet_rules_options: FeetRules.optional(),
      /** Renames a rule in the list and on the climbs that have it, before `feet_rules_options` is looked at. */
      rename_feet_rule: z.strictObject({ from: z.string().max(100), to: FeetRule }).optional(),
      /** Null takes the grid away. */
      grid: WallGrid.nullable().optional(),
    }),
    output: FaceRow.extend(told),
  },
  'holds.remove': changeHold('remove', 'Say that a hold is not on the wall any more; its climbs stay and are marked'),
  'holds.return': changeHold('return', 'Say that a hold is on the wall again'),
} as const satisfies Record<string, Command>
