/** The part of an error that may be logged: its place and its kind, never a value that somebody gave. */
export interface ErrorReport {
  type: string
  message?: string
  code?: string
  /** PostgreSQL's fields that hold only names of our own schema. */
  table?: string
  column?: string
  constraint?: string
  syscall?: string
  stack?: string[]
  cause?: ErrorReport
  errors?: ErrorReport[]
}

const DEPTH_MAX = 5
const MESSAGE_MAX = 500
const FRAMES_MAX = 20
/** A message of PostgreSQL with such a code quotes names of our schema alone; one of another class may quote a value. */
const QUOTES_NAMES = /^(08|23|25|40|42|53|55|57|58|F0|XX)/

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, MESSAGE_MAX) : undefined)
const field = (error: Error, name: string): string | undefined =>
  name in error ? textOf((error as Error & Record<string, unknown>)[name]) : undefined

const withoutAddresses = (text: string): string => text.replace(/[^\s<>"']+@[^\s<>"']+/g, '…@…')
/** Cuts from the first quotation mark to the last, because a value may hold such marks itself. */
const withoutQuoted = (text: string): string =>
  text
    .replace(/"[\s\S]*"/, '"…"')
    .replace(/`[\s\S]*`/, '`…`')
    .replace(/(Received )[\s\S]*/, '$1…')

/** A query's text has placeholders instead of values; its values come after it. */
function messageOf(error: Error): string {
  const query = field(error, 'query')
  if (query !== undefined && 'params' in error) return `Failed query: ${query}`
  const isOfDatabase = 'severity' in error && QUOTES_NAMES.test(field(error, 'code') ?? '')
  return withoutAddresses(isOfDatabase ? error.message : withoutQuoted(error.message)).slice(0, MESSAGE_MAX)
}

/** The stack's lines, without the message that stands before them. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message)
  return stack.slice(at < 0 ? 0 : at + message.length).split('\n')
    .filter(line => /^ {4}at .*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line)).slice(0, FRAMES_MAX).map(line => line.trim())
}

function reportOf(thrown: unknown, depth: number): ErrorReport {
  if (!(thrown instanceof Error)) return { type: thrown === null ? 'null' : typeof thrown }
  const inner = depth >= DEPTH_MAX ? [] : thrown instanceof AggregateError ? (thrown.errors as unknown[]).slice(0, DEPTH_MAX) : []
  const named = Object.fromEntries(['code', 'table', 'column', 'constraint', 'syscall'].map(name => [name, field(thrown, name)]))
  return {
    type: thrown.constructor.name || thrown.name,
    message: messageOf(thrown),
    ...named,
    stack: framesOf(thrown),
    ...(thrown.cause === undefined || depth >= DEPTH_MAX ? {} : { cause: reportOf(thrown.cause, depth + 1) }),
    ...(inner.length === 0 ? {} : { errors: inner.map(each => reportOf(each, depth + 1)) }),
  }
}

/**
 * [LIMIT-85] Drizzle's and PostgreSQL's errors are reported without parameters and details, which hold hashes,
 * addresses and other stored values.
 */
export const errorReport = (thrown: unknown): ErrorReport => reportOf(thrown, 0)

/** The same report in lines, for a terminal. */
export function errorLines(thrown: unknown): string {
  const lines = ({ type, code, message, stack = [], cause, errors = [] }: ErrorReport): string[] => [
    `${type}${code === undefined ? '' : ` (${code})`}: ${message ?? ''}`, ...stack.map(frame => `    ${frame}`),
    ...[cause ?? [], errors].flat().flatMap(each => lines(each).map((line, at) => (at === 0 ? `because of ${line}` : line))),
  ]
  return lines(errorReport(thrown)).join('\n')
}
