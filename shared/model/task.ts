import { z } from 'zod'
import { Instant } from './instantSchema'

export const TASK_KINDS = ['brush', 'tighten', 'turn', 'replace'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

export const TASK_NOTE_MAX = 500

/** Work that a hold needs, or that was done on it. Kind `task` in the face's feed; people who left have neither id nor name. */
export const Task = z.object({
  id: z.string(),
  face_id: z.string(),
  hold_id: z.number().int(),
  kind: z.enum(TASK_KINDS),
  note: z.string().nullable(),
  asked_by_id: z.string().nullable(),
  asked_by_name: z.string().nullable(),
  asked_at: Instant,
  done_by_id: z.string().nullable(),
  done_by_name: z.string().nullable(),
  /** Null while it is open. */
  done_at: Instant.nullable(),
})
export type Task = z.infer<typeof Task>
