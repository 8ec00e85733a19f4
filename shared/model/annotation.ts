import { z } from 'zod'
import { ANNOTATION_PARTS, CONDITIONS, DIFFICULTIES, GRIP_TYPES, NOTES_MAX, type AnnotationPart } from './annotationParts'
import { Instant } from './instantSchema'

/** The values that each part may have; `""` and null clear it. */
export const partValues = {
  grip_type: z.enum(GRIP_TYPES),
  condition: z.enum(CONDITIONS),
  difficulty: z.enum(DIFFICULTIES),
  notes: z.string().max(NOTES_MAX),
} as const satisfies Record<AnnotationPart, z.ZodType>

/** One user's word on one hold, as its author sees it. */
export const Annotation = z.object({
  grip_type: partValues.grip_type.nullable(),
  condition: partValues.condition.nullable(),
  difficulty: partValues.difficulty.nullable(),
  notes: z.string().nullable(),
  created_at: Instant,
  updated_at: Instant,
})
export type Annotation = z.infer<typeof Annotation>

/** The same as a row of its author's feed; whether the condition still counts follows from when it was said. */
export const Vote = Annotation.extend({ face_id: z.string(), condition_at: Instant.nullable() })
export type Vote = z.infer<typeof Vote>

/** A person who annotated a hold, and the parts, as admins see it: the values stay with their author. */
export const Annotator = z.object({
  user_id: z.string(),
  user_name: z.string(),
  parts: z.array(z.enum(ANNOTATION_PARTS)),
  updated_at: Instant,
})
export type Annotator = z.infer<typeof Annotator>

/** Votes are those for the mode, votes_cast all for the part; confidence is votes / cast, two decimals. */
export const Consensus = z.object({
  grip_type: z.string().nullable(),
  grip_type_votes: z.number().int(),
  grip_type_votes_cast: z.number().int(),
  grip_type_confidence: z.number(),
  grip_type_official: z.boolean(),
  condition: z.string().nullable(),
  condition_votes: z.number().int(),
  condition_votes_cast: z.number().int(),
  condition_confidence: z.number(),
  condition_official: z.boolean(),
  difficulty: z.string().nullable(),
  difficulty_votes: z.number().int(),
  difficulty_votes_cast: z.number().int(),
  difficulty_confidence: z.number(),
  difficulty_official: z.boolean(),
  total_annotators: z.number().int(),
})
export type Consensus = z.infer<typeof Consensus>

export const HoldAnnotations = z.object({
  hold_id: z.number().int(),
  consensus: Consensus,
  user_annotation: Annotation.nullable(),
})
export type HoldAnnotations = z.infer<typeof HoldAnnotations>
