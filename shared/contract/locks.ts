import { z } from 'zod'
import { limits } from '../limits'
import { Annotator } from '../model/annotation'
import { HoldId } from '../model/hold'
import { ListedLock, Lock } from '../model/lock'
import type { Command } from './command'

const Reason = z.string().trim().max(500).default('')
const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
}
const target = { target: z.enum(['hold', 'face']), id: z.string().max(64) }

export const lockCommands = {
  'locks.list': {
    method: 'GET', path: '/api/admin/locks', summary: 'What is locked on all faces, by whom and since when, newest first', gate: 'admin',
    input: z.object({}), output: z.object({ results: z.array(ListedLock) }),
  },
  'locks.put': {
    method: 'PUT', path: '/api/admin/locks/:target/:id', summary: 'Lock a hold or a face: no votes, notes or new tasks', gate: 'admin',
    input: z.strictObject({ ...target, reason: Reason }), output: Lock,
  },
  'locks.delete': {
    method: 'DELETE', path: '/api/admin/locks/:target/:id', summary: 'Unlock it', gate: 'admin',
    input: z.object({ ...target, reason: Reason }), output: z.void(), status: 204,
  },
  'annotations.annotators': {
    method: 'GET', path: '/api/admin/annotations/:hold', summary: 'Who said something of a hold, and of what; not what they said', gate: 'admin',
    input: z.object({ hold: HoldId, ...paging }),
    output: z.object({ results: z.array(Annotator), count: z.number().int(), page: z.number().int(), page_size: z.number().int() }),
  },
  'annotations.remove': {
    method: 'DELETE', path: '/api/admin/annotations/:hold/:user', summary: "Take a user's annotation of a hold away", gate: 'admin',
    input: z.object({ hold: HoldId, user: z.string().max(64), reason: Reason }), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
