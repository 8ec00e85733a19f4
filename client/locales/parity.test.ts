import { describe, expect, it } from 'vitest'

const sentences = import.meta.glob<object>('../../shared/audit/*.json', { eager: true, import: 'default' })
const files = {
  ...import.meta.glob<object>(['./fr/*.json', './en/*.json'], { eager: true, import: 'default' }),
  ...Object.fromEntries(Object.entries(sentences).map(([path, words]) => [`./${path.slice(-7, -5)}/log.json`, words])),
}
const areasOf = (locale: string): string[] =>
  Object.keys(files).filter(path => path.startsWith(`./${locale}/`)).map(path => path.slice(5, -5)).sort()

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
}
const words = (locale: string, area: string): [string, string][] => leaves(files[`./${locale}/${area}.json`])
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort()

const shape = (locale: string, area: string): [string, string[]][] =>
  words(locale, area)
    .map(([key, text]): [string, string[]] => [key, placeholders(text)])
    .sort(([a], [b]) => a.localeCompare(b))

describe('French and English', () => {
  it('[UI-1] have the same areas', () => {
    expect(areasOf('en')).toEqual(areasOf('fr'))
  })

  it.each(areasOf('fr'))('[UI-1] say the same keys with the same placeholders in %s', area => {
    expect(shape('en', area)).toEqual(shape('fr', area))
  })

  it.each(areasOf('fr'))('[UI-1] leave no word empty in %s', area => {
    const empty = [...words('fr', area), ...words('en', area)].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  it.each(areasOf('fr'))('[UI-1] start every key of %s with the area', area => {
    const strangers = words('fr', area).map(([key]) => key).filter(key => !key.startsWith(`${area}.`))
    expect(strangers).toEqual([])
  })
})
