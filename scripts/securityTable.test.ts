import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const text = read('docs/security.md')
const rows = Array.from(text.matchAll(/^\| (\d+)\.(\d+)\.(\d+) \| (.+?) \| (.+?) \| (.+) \|$/gm), ([, chapter = '', section, number, asks, state, how = '']) => ({ id: `${chapter}.${section}.${number}`, chapter, asks, state, how }))
/** The number of requirements of levels 1 and 2 in each chapter of ASVS 5.0.0. */
const REQUIREMENTS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]

test('[SEC-8] each requirement stands in the table once, with one of three states and how or why', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(rows.filter(({ state, how }) => !['met', 'n.a.', 'open'].includes(state ?? '') || how.trim() === '')).toEqual([])
  expect(REQUIREMENTS.map((_, at) => rows.filter(({ chapter }) => chapter === String(at + 1)).length)).toEqual(REQUIREMENTS)
})

test('[SEC-8] the counts of the chapters are those of the table', () => {
  const told = Array.from(text.matchAll(/^\| (\d+) [A-Z][^|]* \| (\d+) \| (\d+) \| (\d+) \|$/gm), line => line.slice(1).map(Number))
  const counted = REQUIREMENTS.map((_, at) => {
    const of = (state: string) => rows.filter(row => row.chapter === String(at + 1) && row.state === state).length
    return [at + 1, of('met'), of('n.a.'), of('open')]
  })
  expect(told).toEqual(counted)
})

test('[SEC-8] whatever it names is there: rules, files and its own chapters', () => {
  const rules = ['docs/RULES.md', 'docs/limits.md'].map(read).join()
  const named = (pattern: RegExp) => [...new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name))]
  expect(named(/(?<![\w-])([A-Z]{3,}-\d+)\b/g).filter(id => !/^(SHA|HKDF|AES)-/.test(id) && !rules.includes(`[${id}]`))).toEqual([])
  expect(named(/`((?:server|client|shared|tests|docs|scripts)\/[\w./]+)`/g).filter(file => !existsSync(new URL(`../${file}`, import.meta.url)))).toEqual([])
  expect(named(/\| "([A-Z][^"]+)"/g).filter(chapter => !text.includes(`\n## ${chapter}`) && !text.includes(`**${chapter}`))).toEqual([])
})
