import { escaped } from './escaped'

/** What stands beside a drawn climb. */
export interface PictureWords {
  name: string
  grade: string | null
  /** A sentence such as "ouvert par Loutre". */
  setter: string
  place: string
}

/** The letters that the font has; others, such as emoji, would be boxes. */
const UNKNOWN = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}0-9 !"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~«»‘’“”–—…·°€×]/gu
const MOST = { name: 60, other: 48 } as const

function readable(text: string, most: number): string {
  const known = text.normalize('NFC').replace(/\s+/g, ' ').replace(UNKNOWN, '').trim()
  const letters = [...known]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : known
}

/** Long names have smaller letters. */
const sizeOf = (name: string): number => (name.length <= 12 ? 68 : name.length <= 26 ? 54 : 42)

/** Pango's markup of a text, in which nothing of what people wrote is markup. */
const span = (text: string, size: number, colour: string): string[] =>
  text === '' ? [] : [`<span size="${size * 1024}" foreground="${colour}">${escaped(text)}</span>`]

const gradeText = (grade: string | null): string => (grade === null || grade === '?' ? '' : readable(grade, 8))

export function pictureWords({ name, grade, setter, place }: PictureWords): string {
  const shown = readable(name, MOST.name)
  return [
    ...span(readable(place, MOST.other), 25, '#aaa69d'),
    ...span(shown, sizeOf(shown), '#ffffff'),
    ...span(gradeText(grade), 64, '#ff8a70'),
    ...span(readable(setter, MOST.other), 28, '#f4f1ea'),
    ...span('mastoc', 22, '#7b7f86'),
  ].join('\n')
}

/** The words below a small wall: the grade and the name of its climb. A name of no known letters leaves the grade alone. */
export function captionWords({ name, grade }: Pick<PictureWords, 'name' | 'grade'>): string {
  const words = [...span(gradeText(grade), 25, '#ff8a70'), ...span(readable(name, 16), 19, '#f4f1ea')]
  return words.length > 0 ? words.join(' ') : span('·', 22, '#f4f1ea').join('')
}
