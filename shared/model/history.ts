import { z } from 'zod'
import { Instant } from './instantSchema'

export const HISTORY_KINDS = ['consensus', 'task', 'lock', 'annotation', 'note', 'hold'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** Something that happened to a hold. What `detail` holds of each kind: docs/holds.md. Who did it is told to admins alone. */
export const HoldEvent = z.object({
  id: z.string(),
  at: Instant,
  kind: z.enum(HISTORY_KINDS),
  detail: z.record(z.string(), z.unknown()),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
})
export type HoldEvent = z.infer<typeof HoldEvent>
