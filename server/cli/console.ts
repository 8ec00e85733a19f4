/** Where a command speaks; tests listen. */
export interface Console {
  environment: Record<string, string | undefined>
  /** Results, a line at a time. */
  out: (line: string) => void
  /** What went wrong. */
  err: (line: string) => void
  /** Where progress is drawn if it is a terminal; null draws none. */
  terminal: NodeJS.WriteStream | null
}
