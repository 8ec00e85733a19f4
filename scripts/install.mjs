import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './project.mjs'

const OLDEST = { major: 20, minor: 19 }

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return
  console.error(`mastoc needs Node.js ${OLDEST.major}.${OLDEST.minor} or newer; this is ${process.versions.node}. See https://nodejs.org`)
  process.exit(1)
}

/** npm writes this file last: younger than the lock file, it says that everything in it is there. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

/** Installs what package-lock.json names, unless it is there. Uses nothing but Node: it runs before anything is installed. */
export function ensureInstalled() {
  checkNode()
  if (isInstalled()) return
  console.log('Installing packages (once, a few minutes) …')
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled()
