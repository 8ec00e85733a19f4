import { z } from 'zod'
import { limits } from '../limits'
import { Annotation, HoldAnnotations, partValues } from '../model/annotation'
import { HoldId } from '../model/hold'
import type { Command } from './command'

const cleared = z.literal('').transform(() => null)
/** A part left out keeps its value, `""` or null clears it. */
const part = <T extends z.ZodType>(value: T) => z.union([value, cleared, z.null()]).optional()

export const annotationCommands = {
  'annotations.get': {
    method: 'GET', path: '/api/holds/:id/annotations', summary: 'What is known of a hold, and my own word on it', gate: 'reader',
    input: z.object({ id: HoldId }), output: HoldAnnotations,
  },
  'annotations.batch': {
    method: 'POST', path: '/api/holds/annotations/batch', summary: 'The same for many holds', gate: 'reader',
    input: z.strictObject({ hold_ids: z.array(HoldId).max(limits.batchHolds) }),
    output: z.object({ annotations: z.record(z.string(), HoldAnnotations) }),
  },
  'annotations.put': {
    method: 'PUT', path: '/api/holds/:id/annotations', summary: 'Say what I know of a hold', gate: 'user',
    input: z.strictObject({
      id: HoldId,
      grip_type: part(partValues.grip_type),
      condition: part(partValues.condition),
      difficulty: part(partValues.difficulty),
      notes: part(partValues.notes),
    }),
    output: Annotation,
  },
  'annotations.renew': {
    method: 'POST', path: '/api/holds/:id/annotations/renew', summary: 'Say my vote on the condition again: it is still so', gate: 'user',
    input: z.strictObject({ id: HoldId, part: z.literal('condition') }), output: Annotation,
  },
  'annotations.delete': {
    method: 'DELETE', path: '/api/holds/:id/annotations', summary: 'Take my word on a hold back', gate: 'user',
    input: z.object({ id: HoldId }), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
