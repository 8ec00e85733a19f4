import type { Timer } from '../stokt/pace'

/** The output of a command; tests read it. */
export interface Console {
  environment: Record<string, string | undefined>
  /** Writes results, a line at a time. */
  out: (line: string) => void
  /** Writes errors. */
  err: (line: string) => void
  /** Passwords are read from here; without it none can be asked for. */
  input?: NodeJS.ReadableStream & { isTTY?: boolean }
  /** Progress is drawn here if it is a terminal; null draws none. */
  terminal: NodeJS.WriteStream | null
  /** The time in which Stokt is asked; a test need not wait. */
  timer?: Timer
}
