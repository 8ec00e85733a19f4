import { z } from 'zod'
import { Instant } from './instantSchema'

/** One send of a climb, as its own person reads it; kind `ascent` in that person's feed. */
export const Ascent = z.object({
  id: z.string(),
  climb_id: z.string(),
  sent_at: Instant,
  /** How many tries it took; null: not said. */
  attempts: z.number().int().nullable(),
  is_flash: z.boolean(),
  /** The grade that the person would give; null: no opinion. */
  grade_font: z.string().nullable(),
  notes: z.string().nullable(),
  is_hidden: z.boolean(),
  created_at: Instant,
  updated_at: Instant,
})
export type Ascent = z.infer<typeof Ascent>

/** What others see of a send; kind `ascent` in the face's feed. Hidden sends are not there. */
export const PublicAscent = z.object({
  id: z.string(),
  climb_id: z.string(),
  user_id: z.string(),
  user_name: z.string(),
  sent_at: Instant,
  is_flash: z.boolean(),
  grade_font: z.string().nullable(),
})
export type PublicAscent = z.infer<typeof PublicAscent>
