import { z } from 'zod'
import { SCOPES } from '../access/actor'
import { limits } from '../limits'
import { Source } from '../model/gym'
import { Instant, InstantSchema } from '../model/instantSchema'
import { User, UserRole } from '../model/user'
import type { Command } from './command'
import { Email } from './account'
import { Claim } from './users'

const Id = z.object({ id: z.string().max(64) })
/** Stands in the log. */
const Reason = z.string().trim().max(500).default('')
const Flag = z.union([z.boolean(), z.stringbool()])
const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
}
const paged = <T extends z.ZodType>(row: T) =>
  z.object({ results: z.array(row), count: z.number().int(), page: z.number().int(), page_size: z.number().int() })

/** A user as an admin sees them. */
export const AdminUser = User.omit({ second_factor_wanted: true, muted_by_name: true }).extend({
  is_active: z.boolean(),
  /** The end of a deactivation; null: until an admin says otherwise. */
  inactive_until: Instant.nullable(),
  is_claimable: z.boolean(),
})
export type AdminUser = z.infer<typeof AdminUser>

export const ListedUser = AdminUser.extend({
  /** Devices where the user is logged in. */
  sessions_count: z.number().int(),
})
export type ListedUser = z.infer<typeof ListedUser>

/** Fields of a log entry's detail that hold somebody's id. */
export const PEOPLE_IN_DETAIL = ['setter_id', 'user_id', 'owner'] as const

export const AuditEvent = z.object({
  id: z.string(),
  at: Instant,
  actor_kind: z.string(),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
  action: z.string(),
  target_kind: z.string(),
  target_id: z.string(),
  target_name: z.string().nullable(),
  /** The names of then for ids in the detail, by their field; for a change of names also `before` and `after`. */
  names: z.record(z.string(), z.string()),
  detail: z.record(z.string(), z.unknown()),
  /** The address it came from; emptied after 90 days. */
  address: z.string().nullable(),
  /** False if this kind of act cannot be undone, if it was undone, or if it lies too far back. */
  can_undo: z.boolean(),
  is_undone: z.boolean(),
  /** The entry that undid it. */
  undo_id: z.string().nullable(),
})
export type AuditEvent = z.infer<typeof AuditEvent>

/** One of the things of an act on many, with its name of then. */
export const AuditThing = z.object({ kind: z.enum(['climb', 'hold']), id: z.string(), name: z.string() })
export type AuditThing = z.infer<typeof AuditThing>

export const ApiKey = z.object({
  id: z.string(), name: z.string(), scopes: z.array(z.enum(SCOPES)),
  created_at: Instant, last_used_at: Instant.nullable(), ended_at: Instant.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const NewApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
})

export const Invite = z.object({
  id: z.string(), uses: z.number().int(), uses_left: z.number().int(),
  created_at: Instant, expires_at: Instant, ended_at: Instant.nullable(),
})
export type Invite = z.infer<typeof Invite>

const AdminClaim = Claim.extend({ user_name: z.string(), setter_name: z.string(), climbs_count: z.number().int() })
export type AdminClaim = z.infer<typeof AdminClaim>

const order = { id: z.string().max(64), reason: z.string().trim().max(500).default('') }
/** An end is an ISO 8601 moment to come; a decision without one holds until an admin says otherwise. */
const orderUntil = { ...order, until: InstantSchema.optional() }
const change = (verb: string, summary: string) => ({
  method: 'POST', path: `/api/admin/users/:id/${verb}`, summary, gate: 'admin', input: z.strictObject(order), output: AdminUser,
} as const)
const changeUntil = (verb: string, summary: string) => ({ ...change(verb, summary), input: z.strictObject(orderUntil) } as const)

/** The filter of the log. */
const ofTheLog = {
  actor: z.string().max(100).optional(),
  target: z.string().max(100).optional(),
  /** `user.deactivate`, or `user` for all of its kind. */
  action: z.string().max(100).optional(),
  since: InstantSchema.optional(),
  until: InstantSchema.optional(),
  /** A part of the name of then. */
  who: z.string().max(100).optional(),
  thing: z.string().max(100).optional(),
  entry: z.string().max(64).optional(),
}

export const adminCommands = {
  'users.list': {
    method: 'GET', path: '/api/users', summary: 'All users, by name', gate: 'admin',
    input: z.object({
      search: z.string().max(200).optional(), role: UserRole.optional(), source: Source.optional(), is_active: Flag.optional(), ...paging,
    }),
    output: paged(ListedUser),
  },
  'users.deactivate': changeUntil('deactivate', 'Shut an account out; what it made stays'),
  'users.reactivate': change('reactivate', 'Let an account in again'),
  'users.mute': changeUntil('mute', 'Let a user read, vote and keep notes, but not write what others read'),
  'users.unmute': change('unmute', 'Let a user write again'),
  'users.promote': change('promote', 'Make an admin of a user'),
  'users.demote': change('demote', 'Make a user of an admin'),
  'users.endAllSessions': {
    method: 'POST', path: '/api/admin/users/:id/end-sessions', summary: "Log somebody's devices out", gate: 'admin',
    input: z.strictObject({ id: z.string().max(64), reason: Reason }), output: z.object({ ended: z.number().int() }),
  },
  'users.resetFactor': {
    method: 'POST', path: '/api/admin/users/:id/reset-factor',
    summary: "Take somebody's passkeys and recovery codes away: they log in with the password alone", gate: 'admin',
    input: z.strictObject(order), output: AdminUser,
  },
  'users.setEmail': {
    method: 'POST', path: '/api/admin/users/:id/email',
    summary: "Give an imported setter their person's e-mail: they then choose a password", gate: 'admin',
    input: z.strictObject({ id: z.string().max(64), email: Email }), output: AdminUser,
  },
  'audit.list': {
    method: 'GET', path: '/api/admin/audit', summary: 'Who did what, newest first', gate: 'admin',
    input: z.object({ ...ofTheLog, ...paging }), output: paged(AuditEvent),
  },
  'audit.things': {
    method: 'GET', path: '/api/admin/audit/:id/things', summary: 'The climbs or holds of an act on many, by name', gate: 'admin',
    input: z.object({ id: z.string().max(64), ...paging }), output: paged(AuditThing),
  },
  'audit.csv': {
    method: 'GET', path: '/api/admin/audit.csv',
    summary: 'The log in words, as a table for a spreadsheet; at most the 20,000 newest entries',
    gate: 'admin', type: 'text/csv', file: 'mastoc-log.csv', input: z.object(ofTheLog), output: z.string(),
  },
  'audit.undo': {
    method: 'POST', path: '/api/admin/audit/:id/undo', summary: 'Undo what an entry of the log says; the undo is an entry itself',
    gate: 'admin',
    input: z.strictObject(order),
    /** `changed`: how many things were put back, where the act was about many. */
    output: z.object({ audit_id: z.string(), changed: z.number().int().optional() }),
  },
  'apiKeys.list': {
    method: 'GET', path: '/api/admin/api-keys', summary: 'API keys, newest first', gate: 'admin',
    input: z.object({}), output: z.object({ results: z.array(ApiKey) }),
  },
  'apiKeys.create': {
    method: 'POST', path: '/api/admin/api-keys', summary: 'Make an API key; it is shown this once', gate: 'admin',
    input: NewApiKey, output: ApiKey.extend({ key: z.string() }), status: 201,
  },
  'apiKeys.end': {
    method: 'DELETE', path: '/api/admin/api-keys/:id', summary: 'End an API key', gate: 'admin',
    input: Id, output: z.void(), status: 204,
  },
  'invites.list': {
    method: 'GET', path: '/api/admin/invites', summary: 'Invitations, newest first', gate: 'admin',
    input: z.object({}), output: z.object({ results: z.array(Invite) }),
  },
  'invites.create': {
    method: 'POST', path: '/api/admin/invites', summary: 'Make a link to register with; it is shown this once', gate: 'admin',
    input: z.strictObject({
      uses: z.number().int().min(1).max(1000).default(1),
      expires_in_days: z.number().int().min(1).max(365).default(7),
      /** The link is sent there too. It is not kept. */
      email: Email.optional(),
    }),
    output: Invite.extend({ token: z.string(), path: z.string() }), status: 201,
  },
  'invites.end': {
    method: 'DELETE', path: '/api/admin/invites/:id', summary: 'End an invitation', gate: 'admin',
    input: Id, output: z.void(), status: 204,
  },
  'claims.list': {
    method: 'GET', path: '/api/admin/claims', summary: 'Who says to be which setter, oldest first', gate: 'admin',
    input: z.object({}), output: z.object({ results: z.array(AdminClaim) }),
  },
  'claims.approve': {
    method: 'POST', path: '/api/admin/claims/:id/approve', summary: 'The user is the setter: the two become one', gate: 'admin',
    input: z.strictObject({ id: z.string().max(64) }), output: AdminUser,
  },
  'claims.reject': {
    method: 'POST', path: '/api/admin/claims/:id/reject', summary: 'The user is not the setter', gate: 'admin',
    input: z.strictObject({ id: z.string().max(64) }), output: Claim,
  },
} as const satisfies Record<string, Command>
