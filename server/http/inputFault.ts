import type { Issue } from '../../shared/result'

/** No input of the contract is nested deeper. */
const DEPTH_MAX = 20
/** The largest honest input is a thousand holds. */
const VALUES_MAX = 10_000
const PATH_MAX = 200

/**
 * [LIMIT-87] Finds a fault of an input before its meaning is looked at. It walks without recursion, so that no depth
 * ends the stack. Text with a NUL is refused, because PostgreSQL cannot store it.
 */
export function inputFault(input: unknown, valuesMax = VALUES_MAX): Issue | null {
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }]
  let seen = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { value, path, depth } = at
    if (typeof value === 'string' && value.includes('\0')) return { path, message: 'nul' }
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEPTH_MAX) return { path: '', message: 'too_deep' }
    const names = Object.keys(value)
    seen += names.length
    if (seen > valuesMax) return { path: '', message: 'too_many_values' }
    for (const name of names.reverse()) {
      waiting.push({
        value: (value as Record<string, unknown>)[name],
        path: (path === '' ? name : `${path}.${name}`).slice(0, PATH_MAX),
        depth: depth + 1,
      })
    }
  }
  return null
}
