import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'

const components = readdirSync('client', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.vue'))
const sources = new Map(components.map(file => [basename(file, '.vue'), readFileSync(join('client', file), 'utf8')]))
const classesIn = (attributes: string): string[] => (/(?<![:\w-])class="([^"]+)"/.exec(attributes)?.[1] ?? '').split(' ').filter(Boolean)

/** The properties that rules of exactly this class set. */
function setBy(source: string, name: string): string[] {
  const styles = [...source.matchAll(/<style scoped>(.*?)<\/style>/gs)].map(([, css = '']) => css.replace(/\/\*.*?\*\//gs, '')).join('\n')
  return [...styles.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, selectors = '']) => selectors.split(',').some(selector => selector.trim() === `.${name}`))
    .flatMap(([, , body = '']) => [...body.matchAll(/([\w-]+)\s*:/g)].map(([, property = '']) => property))
}
function rootOf(source: string): string[] {
  const [, attributes = ''] = /<template>\s*<[\w-]+((?:[^>"]|"[^"]*")*)>/.exec(source) ?? []
  return classesIn(attributes).flatMap(name => setBy(source, name))
}

// Which of two sheets comes last depends on the page that one opened first.
it('no component sets a property of a child that the child’s own rule of the same weight sets too', () => {
  const found = [...sources].flatMap(([name, source]) =>
    [...source.matchAll(/<([A-Z]\w+)((?:[^>"]|"[^"]*")*)>/g)].flatMap(([, child = '', attributes = '']) => {
      const own = rootOf(sources.get(child) ?? '')
      return classesIn(attributes).flatMap(given =>
        setBy(source, given).filter(property => own.includes(property)).map(property => `${name} .${given} on ${child}: ${property}`))
    }))
  expect([...new Set(found)]).toEqual([])
})
