import { z } from 'zod'
import { SheetMark } from '../model/sheetMark'
import { ClimbRow } from '../model/climb'
import { Comment } from '../model/comment'
import { Instant, InstantSchema } from '../model/instantSchema'
import type { MadeSince as Made } from '../model/madeSince'
import { Notice } from '../model/notice'
import { Task } from '../model/task'
import { FullName } from './account'
import { AdminUser, ListedUser } from './admin'
import type { Command } from './command'
import { Claim } from './users'

const id = z.string().max(64)
const Id = z.object({ id })
const reason = z.string().trim().max(500).default('')

/** Each list of a person's page has so many of the newest; `count` is the number of all. */
export const PERSON_LIST_MAX = 100
const newest = <T extends z.ZodType>(row: T) => z.object({ results: z.array(row), count: z.number().int() })

export const PersonClimb = ClimbRow.pick({ id: true, face_id: true, name: true, grade_font: true, created_at: true }).extend({
  /** The state of the climb: on the wall, hidden by an admin, or in the bin. */
  state: z.enum(['shown', 'hidden', 'deleted']),
})
export type PersonClimb = z.infer<typeof PersonClimb>

export const PersonComment = Comment.pick({ id: true, climb_id: true, text: true, created_at: true }).extend({
  climb_name: z.string(),
  face_id: z.string(),
  /** The state of the comment: shown, hidden by an admin, or in the bin. */
  state: PersonClimb.shape.state,
})
export type PersonComment = z.infer<typeof PersonComment>

/** A person as admins see them: their account, and all that they made, without their votes and private things. */
export const Person = z.object({
  account: ListedUser,
  /** The account is deleted then, unless the person logs in before. */
  deletes_at: Instant.nullable(),
  claims: z.array(Claim.extend({ setter_name: z.string() })),
  /** Null: none was used, or it is not known. */
  invite: z.object({ id: z.string(), created_at: Instant, by_id: z.string().nullable(), by_name: z.string().nullable() }).nullable(),
  devices: z.array(z.object({
    label: z.string(), address: z.string().nullable(), created_at: Instant, used_at: Instant, ended_at: Instant.nullable(),
  })),
  climbs: newest(PersonClimb),
  private_climbs_count: z.number().int(),
  comments: newest(PersonComment),
  /** Notes of holds that the person edited last. */
  notes: newest(z.object({ face_id: z.string(), hold_id: z.number().int(), text: z.string(), at: Instant })),
  marks: newest(z.object({ face_id: z.string(), id: z.string(), kind: SheetMark.shape.kind, text: z.string() })),
  /** Work that the person asked for. */
  tasks: newest(Task),
  /** For each face the number of holds that the person annotated, and when they last did. */
  annotations: z.array(z.object({ face_id: z.string(), holds_count: z.number().int(), updated_at: Instant })),
  notices: newest(Notice),
})
export type Person = z.infer<typeof Person>

/** The number of things of each kind that a person made since a moment and that an admin may remove. */
const MadeSince = z.object({
  climbs: z.number().int(),
  comments: z.number().int(),
  annotations: z.number().int(),
  notes: z.number().int(),
  marks: z.number().int(),
  tasks: z.number().int(),
} satisfies Record<keyof Made, z.ZodType>)

export const personCommands = {
  'users.person': {
    method: 'GET', path: '/api/admin/users/:id', summary: "Somebody's account and what they made, without their votes and private things",
    gate: 'admin',
    input: Id, output: Person,
  },
  'users.rename': {
    method: 'PATCH', path: '/api/admin/users/:id', summary: "Correct somebody's name; it can be undone", gate: 'admin',
    input: z.strictObject({ id, full_name: FullName.refine(name => name !== '', 'empty'), reason }),
    output: z.object({ user: AdminUser, audit_id: z.string().nullable() }),
  },
  'users.madeSince': {
    method: 'GET', path: '/api/admin/users/:id/content', summary: 'Count what somebody made since a moment and an admin may remove at once',
    gate: 'admin',
    input: z.object({ id, since: InstantSchema }), output: MadeSince,
  },
  'users.removeContent': {
    method: 'POST', path: '/api/admin/users/:id/remove-content',
    summary: 'Remove what somebody made since a moment, in one act that can be undone', gate: 'admin',
    input: z.strictObject({ id, since: InstantSchema, reason }), output: z.object({ removed: MadeSince, audit_id: z.string().nullable() }),
  },
  'users.resetLetter': {
    method: 'POST', path: '/api/admin/users/:id/reset-letter', summary: 'Send somebody the letter to choose a new password', gate: 'admin',
    input: z.strictObject({ id, reason }), output: z.object({ email: z.string() }),
  },
} as const satisfies Record<string, Command>
