import { z } from 'zod'

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
