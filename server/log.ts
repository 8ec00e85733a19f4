import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { errorReport, type ErrorReport } from './errorReport'
import { BoundedMap } from './concurrency/boundedMap'

/** Failures of one kind are told once in so long, milliseconds, with how many were left out since. */
const TOLD_MS = 60_000
const KINDS_MAX = 500
const WARN = 40

/** What kind of failure a line tells of: nothing that somebody sent is in it. */
function kindOf({ type, code, stack, cause }: ErrorReport, message: unknown): string {
  return JSON.stringify([message, type, code, stack?.[0], cause?.type, cause?.code])
}

/** [LIMIT-89] A guest who makes the same thing fail again and again fills no disk. */
function onceInAWhile(now: () => number): NonNullable<LoggerOptions['hooks']> {
  const told = new BoundedMap<string, { at: number; leftOut: number }>(KINDS_MAX)
  return {
    logMethod(line, write, level) {
      const [fields, message] = line as unknown[]
      const error =
        fields instanceof Error ? fields : typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined
      if (level < WARN || error === undefined) return write.apply(this, line)
      const kind = kindOf(errorReport(error), message)
      const before = told.get(kind)
      if (before && now() - before.at < TOLD_MS) {
        before.leftOut++
        return
      }
      told.set(kind, { at: now(), leftOut: 0 })
      const more = before && before.leftOut > 0 ? { left_out: before.leftOut } : {}
      write.apply(this, [
        { ...(fields instanceof Error ? { err: fields } : (fields as object)), ...more },
        ...line.slice(1),
      ] as unknown as Parameters<typeof write>)
    },
  }
}

/** One JSON line an event; nothing in it is ever a secret. @param to standard output unless told otherwise */
export const createLog = (level: string, to?: DestinationStream, now: () => number = Date.now): Logger => pino({
  level, base: null, redact: ['req.headers', 'token', 'password'], serializers: { err: errorReport }, hooks: onceInAWhile(now),
  // UTC, and words instead of numbers: whoever reads a line by eye knows when and how bad.
  timestamp: () => `,"time":"${new Date(now()).toISOString()}"`, formatters: { level: label => ({ level: label }) },
}, to ?? pino.destination(1))
export type { Logger }
