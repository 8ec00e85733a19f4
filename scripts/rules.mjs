// Every rule of docs/RULES.md and docs/limits.md is cited by a test, and every id a test cites is a rule.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, root } from './project.mjs'

/** @param {string} path @returns {string[]} the ids written in a file, once each */
function idsIn(path) {
  const text = readFileSync(join(root, path), 'utf8')
  return [...new Set(Array.from(text.matchAll(/\[([A-Z]{2,}-\d+)\]/g), (match) => match[1] ?? ''))]
}

const tests = filesUnder(['shared', 'server', 'client', 'tests', 'scripts']).filter((path) => path.endsWith('.test.ts'))
const rules = new Set(['docs/RULES.md', 'docs/limits.md'].flatMap(idsIn))
const cited = new Map(tests.flatMap((path) => idsIn(path).map((id) => [id, path])))

const written = ['docs/RULES.md', 'docs/limits.md'].flatMap((path) => (
  Array.from(readFileSync(join(root, path), 'utf8').matchAll(/^- \[([A-Z]{2,}-\d+)\]/gm), (match) => match[1] ?? '')
))
const doubled = written.filter((id, index) => written.indexOf(id) !== index)
const untested = [...rules].filter((id) => !cited.has(id))
const unknown = [...cited].filter(([id]) => !rules.has(id))
for (const id of doubled) console.error(`[${id}] is written twice`)
for (const id of untested) console.error(`[${id}] is cited by no test`)
for (const [id, path] of unknown) console.error(`[${id}] is cited by ${path} and is no rule of docs/RULES.md or docs/limits.md`)

/** The sections of a file, each with its heading and its rules in their order. */
const sectionsOf = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8').split(/^#{2,3} /m).slice(1).map((text) => ({
  name: text.slice(0, text.indexOf('\n')),
  ids: Array.from(text.matchAll(/^- \[([A-Z]{2,})-(\d+)\]/gm), ([, area = '', number]) => ({ area, number: Number(number) })),
}))
const contents = readFileSync(join(root, 'docs/RULES.md'), 'utf8')
const unlisted = sectionsOf('docs/RULES.md').filter(({ name }) => !contents.includes(`\n- [${name}](#`))
for (const { name } of unlisted) console.error(`the contents of docs/RULES.md lack ${name}`)
const misplaced = ['docs/RULES.md', 'docs/limits.md'].flatMap(sectionsOf).flatMap(({ ids }) => (
  ids.filter(({ area, number }, at) => ids.slice(0, at).some((one) => one.area === area && one.number > number))
))
for (const { area, number } of misplaced) console.error(`[${area}-${number}] stands after a higher number of its section`)
const retired = Array.from(contents.slice(contents.indexOf('\n## Retired')).matchAll(/[A-Z]{2,}-\d+/g), ([id]) => id)
const reused = retired.filter((id) => rules.has(id))
for (const id of reused) console.error(`[${id}] was retired and is used again`)
const faults = [doubled, untested, unknown, unlisted, misplaced, reused].flat().length
if (faults > 0) process.exit(1)
console.log(`${rules.size} rules, each cited by a test`)
