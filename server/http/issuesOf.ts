import type { z } from 'zod'
import type { Issue } from '../../shared/result'

type Found = Omit<Issue, 'path'>
type Size = Extract<z.core.$ZodIssue, { code: 'too_big' | 'too_small' }>

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    raw,
  )

const TYPES = new Set(['string', 'number', 'int', 'boolean', 'array', 'object'])

function sizeFault(issue: Size): Found {
  const kind = issue.origin === 'string' ? 'text' : issue.origin === 'array' || issue.origin === 'set' ? 'list' : 'number'
  if (issue.code === 'too_big') return { message: `too_big_${kind}`, params: { max: Number(issue.maximum) } }
  const min = Number(issue.minimum)
  return kind !== 'number' && min === 1 ? { message: 'empty' } : { message: `too_small_${kind}`, params: { min } }
}

function found(issue: z.core.$ZodIssue, raw: unknown): Found {
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(raw, issue.path) == null) return { message: 'required' }
      return { message: TYPES.has(issue.expected) ? `type_${issue.expected}` : 'unfit' }
    case 'too_big':
    case 'too_small':
      return sizeFault(issue)
    case 'invalid_format':
      return { message: issue.format === 'email' ? 'email' : 'unfit' }
    case 'invalid_value':
      if (valueAt(raw, issue.path) == null) return { message: 'required' }
      return { message: 'choice', params: { options: issue.values.join(', ') } }
    case 'custom':
      return { message: issue.message }
    default:
      return { message: 'unfit' }
  }
}

/** [REST-13] Gives a schema's faults as words, which `problem.ts` says in the caller's language. */
export function issuesOf(error: z.ZodError, raw: unknown): Issue[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join('.')
    if (issue.code !== 'unrecognized_keys') return { path, ...found(issue, raw) }
    return issue.keys.map(name => ({ path: path === '' ? name : `${path}.${name}`, message: 'unknown_field', params: { name } }))
  })
}
