import { z } from 'zod'
import { parseInstant } from './instant'

// These stand apart from `instant.ts`, which the program's first part needs without a library of schemas.

/** Checks nothing in an answer of the server, which wrote the text itself. */
export const Instant = z.string().brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

export const InstantSchema = z.string().transform((text, check) => {
  const instant = parseInstant(text)
  if (instant === null) {
    check.addIssue({ code: 'custom', message: 'invalid_date' })
    return z.NEVER
  }
  return instant
})
