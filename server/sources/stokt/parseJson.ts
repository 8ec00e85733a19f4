import { UnusableExport } from './unusableExport'

const MAX_DEPTH = 20

/** It keeps a list of its own, because deep nesting would end a recursion's stack. */
function problemIn(value: unknown): string | null {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`
    if (Object.hasOwn(value, '__proto__')) return 'contains the key "__proto__"'
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 })
  }
  return null
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnusableExport(`${file} is not UTF-8 text`)
  }
}

/** @throws UnusableExport if it is no JSON, is nested too deeply, or is made to poison prototypes */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  const text = decode(bytes, file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UnusableExport(`${file} is not JSON`)
  }
  const problem = problemIn(value)
  if (problem) throw new UnusableExport(`${file} ${problem}`)
  return value
}
