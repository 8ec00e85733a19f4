import { z } from 'zod'

export const FEELS = ['soft', 'stiff'] as const

/** The grade of a climb from the setter's and the senders' opinions; kind `grade` in the face's feed, its id the climb's. */
export const GradeOpinion = z.object({
  climb_id: z.string(),
  /** The grade that is shown. */
  grade_font: z.string(),
  grade_ircra: z.number(),
  /** How many senders gave a grade. */
  opinions: z.number().int(),
  /** How many senders gave each Font grade. */
  by_grade: z.record(z.string(), z.number().int()),
  /** `soft` or `stiff` where the mean is more than 0.75 IRCRA from the setter's grade. */
  feel: z.enum(FEELS).nullable(),
})
export type GradeOpinion = z.infer<typeof GradeOpinion>
