import { z } from 'zod'
import { limits } from '../limits'
import { InstantSchema } from '../model/instantSchema'
import { Annotator } from '../model/annotation'
import { HoldId } from '../model/hold'
import { ListedLock, Lock } from '../model/lock'
import type { Command } from './command'

const Reason = z.string().trim().max(500).default('')
const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
}
/** The end of the lock; without one it lasts until an admin unlocks it. */
const until = InstantSchema.nullable().default(null)
/** The entry of the log, which can be undone; null if nothing changed. */
const audit_id = z.string().nullable()
const hold_ids = z.array(HoldId).min(1).max(1000)
const target = { target: z.enum(['hold', 'face']), id: z.string().max(64) }

export const lockCommands = {
  'locks.list': {
    method: 'GET', path: '/api/admin/locks', summary: 'What is locked on all faces, by whom and since when, newest first', gate: 'admin',
    input: z.object({}), output: z.object({ results: z.array(ListedLock) }),
  },
  'locks.put': {
    method: 'PUT', path: '/api/admin/locks/:target/:id', summary: 'Lock a hold or a face: no votes, notes or new tasks', gate: 'admin',
    input: z.strictObject({ ...target, reason: Reason, until }), output: Lock.extend({ audit_id }),
  },
  'locks.delete': {
    method: 'DELETE', path: '/api/admin/locks/:target/:id', summary: 'Unlock it', gate: 'admin',
    input: z.object({ ...target, reason: Reason }), output: z.void(), status: 204,
  },
  'locks.putMany': {
    method: 'POST', path: '/api/admin/locks', summary: 'Lock many holds of one wall at once, with one entry in the log', gate: 'admin',
    input: z.strictObject({ hold_ids, reason: Reason, until }), output: z.object({ changed: z.number().int(), audit_id }),
  },
  'locks.removeMany': {
    method: 'POST', path: '/api/admin/locks/remove', summary: 'Unlock many holds of one wall at once', gate: 'admin',
    input: z.strictObject({ hold_ids, reason: Reason }), output: z.object({ changed: z.number().int(), audit_id }),
  },
  'annotations.annotators': {
    method: 'GET', path: '/api/admin/annotations/:hold', summary: 'Who said something of a hold, and of what; not what they said',
    gate: 'admin',
    input: z.object({ hold: HoldId, ...paging }),
    output: z.object({ results: z.array(Annotator), count: z.number().int(), page: z.number().int(), page_size: z.number().int() }),
  },
  'annotations.remove': {
    method: 'DELETE', path: '/api/admin/annotations/:hold/:user', summary: "Take a user's annotation of a hold away", gate: 'admin',
    input: z.object({ hold: HoldId, user: z.string().max(64), reason: Reason }), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
