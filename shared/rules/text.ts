/** Letters that Unicode does not take apart, and the two forms of sigma. */
const SPELLED: Readonly<Record<string, string>> = {
  œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th', ς: 'σ',
}
const SPELLED_LETTERS = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'g')

/**
 * [TEXT-1] The form in which texts are searched and compared: accents, case, width and ligatures do
 * not count, blanks are collapsed, emoji stay. The program writes it into columns of its own, because
 * SQLite's `lower` knows no accents.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(SPELLED_LETTERS, letter => SPELLED[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}
