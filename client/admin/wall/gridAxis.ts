/** The longest side of a grid, in cells. */
export const CELLS_MAX = 200

const LETTERS = /^[A-Z]{1,3}$/
const DIGITS = /^[0-9]{1,3}$/

/** A is 0, Z is 25, AA is 26. */
const placeOf = (letters: string): number => [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1
const lettersAt = (place: number): string =>
  (place < 26 ? '' : lettersAt(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26))

/** The form says where the labels of a side begin, how many there are, and whether they go up or down. */
export interface Axis {
  first: string
  count: number
  falls: boolean
}

/** The labels of a side; empty if it cannot begin so. A side that falls ends at 1 or A. */
export function axisLabels({ first, count, falls }: Axis): string[] {
  const text = first.trim().toUpperCase()
  const isNumber = DIGITS.test(text)
  if (!isNumber && !LETTERS.test(text)) return []
  const start = isNumber ? Number(text) : placeOf(text)
  const lowest = isNumber ? Math.min(start, 1) : 0
  const places = Array.from({ length: Math.min(CELLS_MAX, Math.max(1, count)) }, (_, at) => start + (falls ? -at : at))
  return places.filter(place => place >= lowest).map(place => (isNumber ? String(place) : lettersAt(place)))
}

/** Reads how the labels go. Labels that follow no order are known by their first and their number. */
export function axisOf(labels: readonly string[]): Axis {
  const [first = '1'] = labels
  const falling = { first, count: labels.length, falls: true }
  const falls = labels.length > 1 && axisLabels(falling).join(' ') === labels.join(' ')
  return falls ? falling : { ...falling, falls: false }
}
