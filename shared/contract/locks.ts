import { z } from 'zod'
import { HoldId } from '../model/hold'
import { Lock } from '../model/lock'
import type { Command } from './command'

const Reason = z.string().trim().max(500).default('')
const target = { target: z.enum(['hold', 'face']), id: z.string().max(64) }

export const lockCommands = {
  'locks.put': {
    method: 'PUT', path: '/api/admin/locks/:target/:id', summary: 'Lock a hold or a face: no votes, notes or new tasks', gate: 'admin',
    input: z.strictObject({ ...target, reason: Reason }), output: Lock,
  },
  'locks.delete': {
    method: 'DELETE', path: '/api/admin/locks/:target/:id', summary: 'Unlock it', gate: 'admin',
    input: z.object({ ...target, reason: Reason }), output: z.void(), status: 204,
  },
  'annotations.remove': {
    method: 'DELETE', path: '/api/admin/annotations/:hold/:user', summary: "Take a user's annotation of a hold away", gate: 'admin',
    input: z.object({ hold: HoldId, user: z.string().max(64), reason: Reason }), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
