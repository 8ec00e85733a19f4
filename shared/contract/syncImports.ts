import { z } from 'zod'
import { limits } from '../limits'
import { FIRST_OWN_HOLD_ID } from '../model/holdNumbers'
import { InstantSchema } from '../model/instantSchema'
import type { Command } from './command'

const StoktId = z.string().min(1).max(100)
const Name = z.string().trim().min(1).max(200)
const text = (max: number) => z.string().max(max).nullish()
const Size = z.number().int().min(1).max(50_000).nullish()
const Count = z.number().int().min(0).max(2_147_483_647).default(0)
const Flag = z.boolean().default(false)

const Gym = z.strictObject({ stokt_id: StoktId, display_name: Name, location_string: text(300) })
const Face = z.strictObject({
  stokt_id: StoktId, gym_stokt_id: StoktId,
  // The path must stay below the folder from which pictures are served.
  picture_path: z.string().max(300).regex(/^(?!\/|\\)(?!.*(?:^|\/)\.\.?(?:\/|$))[^:\\]+$/),
  picture_width: Size, picture_height: Size, feet_rules_options: z.array(z.string().max(100)).max(100).default([]), has_symmetry: Flag,
})
const User = z.strictObject({ stokt_id: StoktId, full_name: z.string().max(255), avatar_path: text(500) })
const Hold = z.strictObject({
  stokt_id: z.number().int().min(1).max(FIRST_OWN_HOLD_ID - 1), face_stokt_id: StoktId, polygon_str: z.string().max(20_000),
  centroid_x: z.number().nullish(), centroid_y: z.number().nullish(), area: z.number().min(0).nullish(), path_str: text(20_000),
  center_tape_str: text(300), right_tape_str: text(300), left_tape_str: text(300),
})
const Climb = z.strictObject({
  stokt_id: StoktId, face_stokt_id: StoktId, setter_stokt_id: StoktId.nullish(), name: Name, holds_list: z.string().max(20_000),
  grade_font: text(8), grade_ircra: z.number().min(0).max(100).nullish(), feet_rule: text(100), description: text(10_000),
  is_private: Flag, climbed_by: Count, total_likes: Count, date_created: InstantSchema.nullish(),
})
export type GymRowIn = z.output<typeof Gym>
export type FaceRowIn = z.output<typeof Face>
export type UserRowIn = z.output<typeof User>
export type HoldRowIn = z.output<typeof Hold>
export type ClimbRowIn = z.output<typeof Climb>

const Status = z.enum(['created', 'exists', 'updated'])
const Imported = z.object({ id: z.string(), status: Status })
const ImportedHold = z.object({ id: z.number().int(), status: Status })
const Rows = z.number().int()
const ImportedRows = z.object({ created: Rows, updated: Rows, errors: Rows, total: Rows })

const one = { method: 'POST', gate: 'importer', output: Imported } as const
const many = {
  method: 'POST', gate: 'importer', output: ImportedRows, bodyBytes: limits.importRowsBytes, inputValues: limits.importRowsValues,
} as const

/** The routes by which scripts fill a server from Stokt, one row or up to 1,000 at a time. */
export const syncImportCommands = {
  'sync.importGym': { ...one, path: '/api/sync/import/gym', summary: 'Import a gym, or bring it up to date', input: Gym },
  'sync.importFace': { ...one, path: '/api/sync/import/face', summary: 'Import a face of a gym, or bring it up to date', input: Face },
  'sync.importUser': { ...one, path: '/api/sync/import/user', summary: 'Import a setter, or bring it up to date', input: User },
  'sync.importHold': {
    ...one, path: '/api/sync/import/hold', summary: 'Import a hold of a face, or bring it up to date', input: Hold, output: ImportedHold,
  },
  'sync.importClimb': { ...one, path: '/api/sync/import/climb', summary: 'Import a climb, or bring it up to date', input: Climb },
  'sync.importUsers': {
    ...many, path: '/api/sync/import/users/batch', summary: 'Import up to 1,000 setters in one transaction',
    input: z.strictObject({ users: z.array(User).max(limits.importRows) }),
  },
  'sync.importHolds': {
    ...many, path: '/api/sync/import/holds/batch', summary: 'Import up to 1,000 holds in one transaction',
    input: z.strictObject({ holds: z.array(Hold).max(limits.importRows) }),
  },
  'sync.importClimbs': {
    ...many, path: '/api/sync/import/climbs/batch', summary: 'Import up to 1,000 climbs in one transaction',
    input: z.strictObject({ climbs: z.array(Climb).max(limits.importRows) }),
  },
} as const satisfies Record<string, Command>
