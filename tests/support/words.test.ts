import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const areasOf = (language: string): object[] => [
  ...readdirSync(new URL(`client/locales/${language}/`, root)).map(file => JSON.parse(read(`client/locales/${language}/${file}`)) as object),
  JSON.parse(read(`shared/audit/${language}.json`)) as object,
]
const onScreen = { fr: Object.assign({}, ...areasOf('fr')) as object, en: Object.assign({}, ...areasOf('en')) as object }
/** The server's words, in answers and letters. */
const said = { fr: JSON.parse(read('server/i18n/fr.json')) as object, en: JSON.parse(read('server/i18n/en.json')) as object }

/** The rows of the document's tables, without their heads. */
const rows = read('docs/words.md').split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| ---'))
  .map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
const words = rows.filter(row => row.length === 4 && row[3]?.startsWith('`'))

const wordAt = (locale: object, key: string): unknown =>
  key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], locale)

/** Every text of a locale with the key that it has. */
function textsOf(locale: object, path = ''): [string, string][] {
  return Object.entries(locale).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : textsOf(value as object, `${path}${name}.`),
  )
}
/** An opinion is what one says of a grade, and is never said of a hold. */
const found = (locales: object[], pattern: RegExp): string[] =>
  locales
    .flatMap(locale => textsOf(locale))
    .filter(([key]) => !key.startsWith('logbook.'))
    .filter(([, text]) => pattern.test(text))
    .map(([key, text]) => `${key}: ${text}`)

describe('[WORD-1] the words of docs/words.md', () => {
  it('are there in both languages', () => expect(words.length).toBeGreaterThan(30))

  it.each(words)('are on screen: %s, %s', (french, english, _meaning, where = '') => {
    const key = where.replaceAll('`', '')
    expect([wordAt(onScreen.fr, key), wordAt(onScreen.en, key)]).toEqual([french, english])
  })
})

describe('[WORD-2] one thing has one word', () => {
  it('and its other words are not used in French', () =>
    expect(found([onScreen.fr, said.fr], /\bpans?\b|\bavis\b|\bsoins?\b|\bfeuilles?\b|\bépoques?\b|\bLieux\b/i)).toEqual([]))
  it('and its other words are not used in English', () =>
    expect(
      found(
        [onScreen.en, said.en],
        /\bopinions?\b|\bmy word\b|\bwall sheets?\b|\bepochs?\b|\bletters? (in|went|you|from|tells|of)\b|made anew|no longer good/i,
      ),
    ).toEqual([]))
})
