export const GRIP_TYPES = [
  'plat', 'reglette', 'bi_doigt', 'tri_doigt', 'mono_doigt', 'pince',
  'colonnette', 'inverse', 'bac', 'prise_volume', 'micro', 'autre',
] as const
export const CONDITIONS = ['ok', 'a_brosser', 'sale', 'tournee', 'usee', 'cassee'] as const
export const DIFFICULTIES = ['facile', 'normale', 'dure'] as const

export type GripType = (typeof GRIP_TYPES)[number]
export type Condition = (typeof CONDITIONS)[number]
export type Difficulty = (typeof DIFFICULTIES)[number]

/** The parts of an annotation that people vote on. */
export const VOTED_PARTS = ['grip_type', 'condition', 'difficulty'] as const
export type VotedPart = (typeof VOTED_PARTS)[number]
export const ANNOTATION_PARTS = [...VOTED_PARTS, 'notes'] as const
export type AnnotationPart = (typeof ANNOTATION_PARTS)[number]

export const NOTES_MAX = 2000

/** The values of each part that people vote on. */
export const VOTED_VALUES = { grip_type: GRIP_TYPES, condition: CONDITIONS, difficulty: DIFFICULTIES } as const
