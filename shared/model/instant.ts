import type { z } from 'zod'

/**
 * A moment in UTC as fixed-width text, `2023-03-24T19:25:47.030423Z`: six decimals, always.
 * Text of this form sorts as time does in both databases and in the program, and keeps the
 * microseconds that a JavaScript Date drops.
 */
export type Instant = string & z.core.$brand<'Instant'>

const FORM = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** Reads ISO 8601 with or without a zone (none means UTC); microseconds are kept. Null if it is no date. */
export function parseInstant(text: string): Instant | null {
  const match = FORM.exec(text.trim())
  if (!match) return null
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = match
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const ms = Date.parse(`${day}T${minutes}:${seconds}.000${offset}`)
  if (Number.isNaN(ms)) return null
  const wholeSeconds = new Date(ms).toISOString().slice(0, 19)
  return `${wholeSeconds}.${fraction.padEnd(6, '0').slice(0, 6)}Z` as Instant
}

/** @throws Error if the text is no date */
export function instant(text: string): Instant {
  const parsed = parseInstant(text)
  if (parsed === null) throw new Error(`not a moment: ${text}`)
  return parsed
}

/** Earlier than anything: what never was. */
export const NEVER = '' as Instant

/** Later than anything: an end that is not set. */
export const FOREVER = '9999-12-31T23:59:59.999999Z' as Instant

export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString().replace('Z', '000Z') as Instant
}

/** Milliseconds since 1970; the microseconds are cut off. */
export function msOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 23)}Z`)
}

/** The later of `now` and one microsecond after `last`: strictly increasing whatever the clock does. */
export function instantAfter(last: Instant | null, now: Instant): Instant {
  if (last === null || now > last) return now
  const micros = Number(last.slice(20, 26)) + 1
  if (micros < 1_000_000) return `${last.slice(0, 20)}${String(micros).padStart(6, '0')}Z` as Instant
  return instantOf(msOf(`${last.slice(0, 20)}000000Z` as Instant) + 1000)
}
