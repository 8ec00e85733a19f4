import { z } from 'zod'
import { Source } from './gym'
import { Instant } from './instantSchema'

export const Climb = z.object({
  id: z.string(),
  stokt_id: z.string().nullable(),
  face_id: z.string(),
  setter_id: z.string().nullable(),
  setter_name: z.string().nullable(),
  name: z.string(),
  holds_list: z.string(),
  grade_font: z.string().nullable(),
  grade_ircra: z.number().nullable(),
  feet_rule: z.string().nullable(),
  description: z.string().nullable(),
  is_private: z.boolean(),
  is_benchmark: z.boolean(),
  climbed_by: z.number().int(),
  total_likes: z.number().int(),
  total_comments: z.number().int(),
  source: Source,
  /** The grade from the setter's and the senders' opinions; the setter's while no sender gave one. */
  shown_grade_font: z.string().nullable(),
  shown_grade_ircra: z.number().nullable(),
  /** How many senders gave a grade. */
  grade_opinions: z.number().int(),
  tags: z.array(z.string()),
  /** The order of the holds in a circuit, as JSON text; empty where there is none. */
  circuit: z.string(),
  personal_notes: z.string().nullable(),
  personal_rating: z.number().int().nullable(),
  is_project: z.boolean(),
  created_by_id: z.string().nullable(),
  created_at: Instant,
  updated_at: Instant,
  synced_at: Instant.nullable(),
})
export type Climb = z.infer<typeof Climb>

/** The climb as it stands in feeds: without what is the caller's own. */
export const ClimbRow = Climb.omit({ personal_notes: true, personal_rating: true, is_project: true })
export type ClimbRow = z.infer<typeof ClimbRow>

/** A person who remarked nothing. */
export const NO_REMARKS = { personal_notes: null, personal_rating: null, is_project: false } as const

/** A user's own remarks on a climb; kind `personal` in that user's feed, its id the climb's. */
export const Personal = z.object({
  climb_id: z.string(),
  personal_notes: z.string().nullable(),
  personal_rating: z.number().int().nullable(),
  is_project: z.boolean(),
})
export type Personal = z.infer<typeof Personal>
