/** One or two letters that stand for a name; emoji count as one. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/).filter(word => word !== '')
  const first = letters(words[0] ?? '?')
  const second = words.length > 1 ? letters(words.at(-1) ?? '') : []
  return ((first[0] ?? '?') + (second[0] ?? first[1] ?? '')).toLocaleUpperCase()
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const letters = (word: string): string[] => [...segmenter.segment(word)].map(({ segment }) => segment)

const HUES = 24

/** The same name has the same hue everywhere, in degrees. */
export function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return (sum % HUES) * (360 / HUES)
}
