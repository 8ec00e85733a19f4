import type { ImportReasonCode } from '../../../shared/model/importReason'
import { UnusableFile } from './unusableExport'

const MAX_DEPTH = 20

/** It keeps a list of its own, because deep nesting would end a recursion's stack. */
function problemIn(value: unknown): ImportReasonCode | null {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth > MAX_DEPTH) return 'file_deep'
    if (Object.hasOwn(value, '__proto__')) return 'file_prototype'
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 })
  }
  return null
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnusableFile('file_no_text', { file })
  }
}

/** @throws UnusableFile if it is no JSON, is nested too deeply, or is made to poison prototypes */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  const text = decode(bytes, file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UnusableFile('file_no_json', { file })
  }
  const problem = problemIn(value)
  if (problem) throw new UnusableFile(problem, { file, max: MAX_DEPTH })
  return value
}
