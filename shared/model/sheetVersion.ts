import { z } from 'zod'
import { Instant } from './instantSchema'

/** The content of a sheet: texts by hold, marks by id. */
export const SheetContent = z.object({ notes: z.record(z.string(), z.string()), marks: z.record(z.string(), z.unknown()) })
export type SheetContent = z.infer<typeof SheetContent>

/** A sheet as it stood before an hour's first edit, before an admin put a note back, or when it was begun anew. */
export const SheetVersion = z.object({
  id: z.string(),
  at: Instant,
  before: z.enum(['hour', 'restore', 'anew']),
  notes_count: z.number().int(),
  marks_count: z.number().int(),
})
export type SheetVersion = z.infer<typeof SheetVersion>
