import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { errorReport, type ErrorReport } from './errorReport'
import { BoundedMap } from '../concurrency/boundedMap'

/** Failures of one kind are told once in so long, milliseconds, with the number left out since. */
const TOLD_MS = 60_000
const KINDS_MAX = 500
const WARN = 40

/** The kind of failure that a line tells of; it holds nothing that somebody sent. */
function kindOf({ type, code, stack, cause }: ErrorReport, message: unknown): string {
  return JSON.stringify([message, type, code, stack?.[0], cause?.type, cause?.code])
}

/** [LIMIT-89] A guest who repeats a failure cannot fill the disk with lines. */
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

/**
 * Writes one JSON line for each event, never with a secret in it. A line is written before the program goes on: the last
 * ones of a process that ends would be lost, or change places.
 * @param to standard output unless told otherwise
 */
export const createLog = (level: string, to?: DestinationStream, now: () => number = Date.now): Logger => pino({
  level, base: null, redact: ['req.headers', 'token', 'password'], serializers: { err: errorReport }, hooks: onceInAWhile(now),
  // Times are in UTC and levels are words, so that a person can read a line.
  timestamp: () => `,"time":"${new Date(now()).toISOString()}"`, formatters: { level: label => ({ level: label }) },
}, to ?? pino.destination({ dest: 1, sync: true }))
export type { Logger }
