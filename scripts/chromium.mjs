import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** @param {string} command @param {readonly string[]} args */
const output = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** The path of an installed Chromium, null if there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : null
  for (const name of NAMES) {
    const path = output('sh', ['-c', `command -v ${name}`])
    if (path) return path
  }
  return null
}

/** Finds a Chromium, or installs Debian's; says what to do where neither works. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  const sudo = process.getuid?.() === 0 ? '' : 'sudo -n '
  if (output('sh', ['-c', 'command -v apt-get'])) {
    console.log('Installing Chromium for the browser tests …')
    spawnSync('sh', ['-c', `${sudo}apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${sudo}apt-get install -y -qq chromium`], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const installed = findChromium()
  if (installed) return installed
  console.error('The browser tests need Chromium: install it, or name it in CHROMIUM_PATH.')
  return process.exit(1)
}
