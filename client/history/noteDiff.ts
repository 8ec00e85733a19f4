/** A hold's note in a kept version and today; empty where there was or is none. */
export interface NoteThen {
  holdId: number
  then: string
  today: string
}

/** The notes that read otherwise today come first. */
export function noteDiff(then: Readonly<Record<string, string>>, today: ReadonlyMap<number, string>): NoteThen[] {
  const holdIds = new Set([...Object.keys(then).map(Number), ...today.keys()])
  const isSame = (note: NoteThen): number => (note.then === note.today ? 1 : 0)
  return [...holdIds].map(holdId => ({ holdId, then: then[String(holdId)] ?? '', today: today.get(holdId) ?? '' }))
    .sort((a, b) => isSame(a) - isSame(b) || a.holdId - b.holdId)
}

/** A text before, within and behind what differs. */
type Pieces = readonly [before: string, differing: string, behind: string]

/** Marks the differences of two texts in both, by whole words. */
export function piecesOf({ then, today }: NoteThen): { then: Pieces; today: Pieces } {
  const [before, after] = [wordsOf(then), wordsOf(today)]
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const split = (words: readonly string[]): Pieces => {
    const last = words.length - end
    return [words.slice(0, start).join(''), words.slice(start, last).join(''), words.slice(last).join('')]
  }
  return { then: split(before), today: split(after) }
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? []
