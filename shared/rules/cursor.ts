/** Where a feed stands. Clients hand the text back as they got it; only the two ends of the wire look inside. */
export interface CursorPlace {
  epoch: string
  rev: number
}

const FORM = /^([A-Za-z0-9]{8,32})\.(0|[1-9]\d{0,15})$/

export const formatCursor = (epoch: string, rev: number): string => `${epoch}.${rev}`

/** Null if the text is no cursor: a timestamp, something old, or nonsense. */
export function parseCursor(text: string): CursorPlace | null {
  const match = FORM.exec(text)
  if (!match) return null
  const [, epoch = '', digits = ''] = match
  const rev = Number(digits)
  return Number.isSafeInteger(rev) ? { epoch, rev } : null
}
