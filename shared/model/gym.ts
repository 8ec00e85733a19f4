import { z } from 'zod'
import { Instant } from './instantSchema'

export const Source = z.enum(['mastoc', 'stokt'])
export type Source = z.infer<typeof Source>

export const Gym = z.object({
  id: z.string(),
  stokt_id: z.string().nullable(),
  name: z.string(),
  location: z.string(),
  faces_count: z.number().int(),
  source: Source,
})
export type Gym = z.infer<typeof Gym>

/** The gym as it stands in feeds: counts over other rows are left out. */
export const GymRow = Gym.omit({ faces_count: true }).extend({ updated_at: Instant })
export type GymRow = z.infer<typeof GymRow>
