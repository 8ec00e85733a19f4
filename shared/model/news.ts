import { z } from 'zod'
import { Instant } from './instantSchema'
import { TASK_KINDS } from './task'

/** `project`: a climb that is the person's project; `request`: work that they asked for; `answer`: an answer to their comment. */
const NEWS_KINDS = ['project', 'request', 'answer'] as const

/** Tells a person what others did with something of theirs; kind `news` in that person's feed. */
export const News = z.object({
  id: z.string(),
  kind: z.enum(NEWS_KINDS),
  /** A project was `changed`, is `gone` from the wall, or is `back`; a request is `done`; a comment is `answered`. */
  what: z.enum(['changed', 'gone', 'back', 'done', 'answered']),
  face_id: z.string(),
  climb_id: z.string().nullable(),
  hold_id: z.number().int().nullable(),
  task: z.enum(TASK_KINDS).nullable(),
  /** The name of the climb or of the hold at that time. */
  name: z.string(),
  created_at: Instant,
  seen_at: Instant.nullable(),
})
export type News = z.infer<typeof News>
