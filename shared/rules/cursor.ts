/** The position in a feed. Clients hand the text back as they got it; only the two ends of the wire look inside. */
export interface CursorPlace {
  epoch: string
  rev: number
  /** Within the pages of a snapshot: the head it began at. */
  base?: number
}

const FORM = /^([A-Za-z0-9]{8,32})\.(0|[1-9]\d{0,15})(?:~([1-9]\d{0,15}))?$/

/** `<epoch>.<rev>`, and `~<base>` where a snapshot goes on. */
export const formatCursor = (epoch: string, rev: number, base = rev): string =>
  base === rev ? `${epoch}.${rev}` : `${epoch}.${rev}~${base}`

/** Null if the text is no cursor: a timestamp, something old, or nonsense. */
export function parseCursor(text: string): CursorPlace | null {
  const match = FORM.exec(text)
  if (!match) return null
  const [, epoch = '', digits = '', baseDigits] = match
  const [rev, base] = [Number(digits), baseDigits === undefined ? undefined : Number(baseDigits)]
  if (!Number.isSafeInteger(rev) || (base !== undefined && !(Number.isSafeInteger(base) && base > rev))) return null
  return base === undefined ? { epoch, rev } : { epoch, rev, base }
}
