import { z } from 'zod'
import { Instant } from './instantSchema'

export const REPORT_KINDS = ['climb', 'comment', 'annotation', 'note', 'mark', 'user'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]
export const REPORT_OUTCOMES = ['acted', 'dismissed'] as const
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number]
export const REPORT_REASON_MAX = 500
export const REPORT_ANSWER_MAX = 500

/** A thing as it read when it was reported first. Fields that the kind does not have are absent. */
export const ReportSeen = z.object({
  /** The name of a climb or person, of the climb below which a comment stands, or the label of a hold. Empty for a mark without words. */
  name: z.string(),
  /** The description of a climb, or the words of a comment, note or mark. */
  text: z.string().optional(),
  /** The climb below which a comment stands. */
  climb_id: z.string().optional(),
  /** The person who set the climb, wrote the comment or drew the mark. */
  author_id: z.string().nullable().optional(),
  grade_font: z.string().nullable().optional(),
  holds_list: z.string().optional(),
  grip_type: z.string().nullable().optional(),
  condition: z.string().nullable().optional(),
  difficulty: z.string().nullable().optional(),
  total_annotators: z.number().int().optional(),
  /** The form, place and colour of a mark. */
  mark_kind: z.enum(['zone', 'arrow', 'pin']).optional(),
  points: z.array(z.tuple([z.number(), z.number()])).optional(),
  colour: z.string().optional(),
})
export type ReportSeen = z.infer<typeof ReportSeen>

const reported = {
  id: z.string(),
  kind: z.enum(REPORT_KINDS),
  /** A climb's, comment's or user's id, a hold's number, or `<face id>/<mark id>`. */
  target_id: z.string(),
  face_id: z.string().nullable(),
  state: z.enum(['open', 'resolved']),
  outcome: z.enum(REPORT_OUTCOMES).nullable(),
  /** The admin's words to the people who reported it. */
  answer: z.string().nullable(),
  resolved_at: Instant.nullable(),
}

export const ReportVoice = z.object({
  user_id: z.string(),
  user_name: z.string().nullable(),
  reason: z.string(),
  at: Instant,
})
export type ReportVoice = z.infer<typeof ReportVoice>

/** A report as admins see it. Kind `report` in the feed `admin` while it is open. */
export const Report = z.object({
  ...reported,
  seen: ReportSeen,
  author_name: z.string().nullable(),
  /** The first people who reported it; `voices_count` counts all. */
  voices: z.array(ReportVoice),
  voices_count: z.number().int(),
  created_at: Instant,
  updated_at: Instant,
  resolved_by_id: z.string().nullable(),
  resolved_by_name: z.string().nullable(),
})
export type Report = z.infer<typeof Report>

/** [REPORT-5] A report as one of its reporters sees it, with their own reason alone. Kind `report` in `user:<id>`. */
export const OwnReport = z.object({
  ...reported,
  /** The name of the reported thing; empty if it has none. */
  name: z.string(),
  reason: z.string(),
  created_at: Instant,
})
export type OwnReport = z.infer<typeof OwnReport>
