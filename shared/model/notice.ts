import { z } from 'zod'
import { Instant } from './instantSchema'
import { NOTICE_LEVELS } from './noticeLevel'

export const NOTICE_TITLE_MAX = 80
export const NOTICE_TEXT_MAX = 1000

/** `global` for everybody, `gym:<id>` for a gym's walls, `face:<id>` for one wall. */
export const NOTICE_AUDIENCE = /^(global|(gym|face):[A-Za-z0-9-]{1,64})$/

/** An admin's message to everybody, a gym or one wall. Kind `notice` in the feeds of those who are to see it. */
export const Notice = z.object({
  id: z.string(),
  /** Whom it is for: `global`, `gym:<id>` or `face:<id>`. */
  feed: z.string(),
  level: z.enum(NOTICE_LEVELS),
  /** May be empty. */
  title: z.string(),
  text: z.string(),
  /** It is shown from then on; null: at once. */
  from: Instant.nullable(),
  /** It is shown until then; null: until it is withdrawn. */
  until: Instant.nullable(),
  /** The admin's id; null for a key, the command line, or an account that is gone. */
  by: z.string().nullable(),
  by_name: z.string().nullable(),
  created_at: Instant,
})
export type Notice = z.infer<typeof Notice>
