import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { serverBuild } from './build.mjs'

const packageOf = (path: string): string => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')
type Declared = Record<'dependencies' | 'optionalDependencies', Record<string, string>>

/** Files that the server sends to browsers as they are: nothing imports them. */
const SENT = ['swagger-ui-dist']

test('[DEPLOY-3] the dependencies of production are exactly what the built server imports', async () => {
  const { metafile } = await build({ ...serverBuild, write: false, metafile: true, logLevel: 'silent' })
  const imported = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path))
  const packages = new Set(imported.filter(path => !path.startsWith('node:') && !builtinModules.includes(path)).map(packageOf))
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Declared
  expect(Object.keys({ ...dependencies, ...optionalDependencies }).sort()).toEqual([...packages, ...SENT].sort())
})
