import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { keepNodeEnv } from './keepNodeEnv.mjs'
import { filesUnder, root } from './project.mjs'

/** The sources of each part. Their hash is kept beside the result: the same sources are built once. */
const parts = {
  client: { sources: ['client', 'shared', 'index.html', 'vite.config.ts', 'package-lock.json'], build: buildClient },
  server: { sources: ['server', 'shared', 'package-lock.json'], build: buildServer },
  demo: { sources: ['server/demo', 'server/photos', 'shared/rules', 'shared/model', 'package-lock.json'], build: buildDemo },
}

/** @param {readonly string[]} sources */
function hashOf(sources) {
  const hash = createHash('sha256')
  for (const file of filesUnder(sources)) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0')
  return hash.digest('hex')
}

async function buildClient() {
  const { build } = await import('vite')
  await keepNodeEnv(() => build({ root, logLevel: 'warn' }))
}

/** The options of the server's build; a test asks them which packages that takes. @satisfies {import('esbuild').BuildOptions} */
export const serverBuild = /** @type {const} */ ({
  entryPoints: {
    'main': join(root, 'server/main.ts'),
    'cli/main': join(root, 'server/cli/main.ts'),
    'strengthWorker': join(root, 'server/auth/strengthWorker.ts'),
    'backupThread': join(root, 'server/db/backup/backupThread.ts'),
    'importThread': join(root, 'server/imports/importThread.ts'),
    'foldThread': join(root, 'server/collab/foldThread.ts'),
  },
  outdir: join(root, 'dist/server'), bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', sourcemap: true, logLevel: 'warning',
})

async function buildServer() {
  const { build } = await import('esbuild')
  rmSync(serverBuild.outdir, { recursive: true, force: true })
  await build(serverBuild)
  // Letters are drawn from a file of their own: a server may have no fonts.
  cpSync(join(root, 'server/fonts'), join(root, 'dist/fonts'), { recursive: true })
}

/** The demo wall's photo: painted here, so that a first start need not. */
async function buildDemo() {
  const { build } = await import('esbuild')
  const painter = join(root, 'dist/built/paintDemo.mjs')
  await build({ entryPoints: [join(root, 'server/demo/paintDemo.ts')], outfile: painter, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'warning' })
  const { paintDemo } = /** @type {{ paintDemo: (folder: string) => Promise<void> }} */ (await import(pathToFileURL(painter).href))
  await paintDemo(join(root, 'dist/demo'))
}

/**
 * Builds the parts whose sources changed since they were last built, into `dist/`.
 * @param {readonly (keyof typeof parts)[]} names
 */
export async function ensureBuilt(names) {
  const marks = join(root, 'dist/built')
  mkdirSync(marks, { recursive: true })
  for (const name of names) {
    const { sources, build } = parts[name]
    const mark = join(marks, name)
    const hash = hashOf(sources)
    if (readMark(mark) === hash) continue
    console.log(`Building the ${name} …`)
    await build()
    writeFileSync(mark, hash)
  }
}

/** @param {string} file */
function readMark(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled()
  await ensureBuilt(process.argv[2] === 'server' ? ['server', 'demo'] : ['client', 'server', 'demo'])
}
