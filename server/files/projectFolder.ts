import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json, from the sources as from the built file. */
export function projectFolder(): string {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(at, 'package.json'))) at = dirname(at)
  return at
}

/** The folder into which the build put the demo wall's photo. */
export const demoFolder = (): string => join(projectFolder(), 'dist/demo')

/** The letters of drawn pictures: from the sources, or where the build put them. */
export function fontFile(): string {
  const [built, source] = ['dist', 'server'].map(folder => join(projectFolder(), folder, 'fonts/mastocSans.ttf'))
  return source !== undefined && existsSync(source) ? source : built ?? ''
}

export const programVersion = (): string =>
  (JSON.parse(readFileSync(join(projectFolder(), 'package.json'), 'utf8')) as { version: string }).version
