import { z } from 'zod'
import { HoldId } from '../model/hold'
import { Task, TASK_KINDS, TASK_NOTE_MAX } from '../model/task'
import type { Command } from './command'

const Id = z.strictObject({ id: z.string().max(64) })

export const taskCommands = {
  'tasks.create': {
    method: 'POST', path: '/api/holds/:id/tasks',
    summary: 'Ask for work on a hold, or say that it was done; joins an open task of that kind (200)', gate: 'user', publishesContent: true,
    input: z.strictObject({
      id: HoldId,
      kind: z.enum(TASK_KINDS),
      note: z.string().trim().max(TASK_NOTE_MAX).nullable().optional(),
      /** The work is done already. */
      done: z.boolean().default(false),
    }),
    output: Task, status: 201,
  },
  'tasks.finish': {
    method: 'POST', path: '/api/tasks/:id/done', summary: 'The work is done: older votes on the condition no longer count', gate: 'user',
    publishesContent: true, input: Id, output: Task,
  },
  'tasks.reopen': {
    method: 'POST', path: '/api/tasks/:id/reopen', summary: 'The work is not done after all: those votes count again', gate: 'user',
    publishesContent: true, input: Id, output: Task,
  },
  'tasks.delete': {
    method: 'DELETE', path: '/api/tasks/:id', summary: 'Take a task away', gate: 'user', input: Id, output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
