/** A field of the browser has the local time without a zone, to the minute; '' stands for no moment. */
export function fieldOf(instant: string | null): string {
  if (instant === null) return ''
  const moment = new Date(instant)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** @returns ISO 8601 in UTC; null for an empty field */
export const momentOf = (field: string): string | null => (field === '' ? null : new Date(field).toISOString())
