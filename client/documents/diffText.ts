export interface TextDiff {
  index: number
  remove: number
  insert: string
}

/**
 * The one replacement that leads from `before` to `after`. Where several would (a second "a" typed
 * beside the first), it is the one at the caret, which stands behind what was typed.
 * Surrogate pairs are never split: half a pair is no text, and Yjs would lose it.
 */
export function diffText(before: string, after: string, caret: number): TextDiff | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let end = 0
  const endMost = Math.min(shorter, after.length - Math.min(caret, after.length))
  while (end < endMost && before.at(-1 - end) === after.at(-1 - end)) end++
  let start = 0
  while (start < shorter - end && before[start] === after[start]) start++
  if (start > 0 && isHighHalf(before, start - 1)) start--
  if (end > 0 && isLowHalf(before, before.length - end)) end--
  return { index: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) }
}

const isHighHalf = (text: string, at: number): boolean => /[\uD800-\uDBFF]/.test(text.charAt(at))
const isLowHalf = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at))
