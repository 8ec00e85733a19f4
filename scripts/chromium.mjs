import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The shell has no windows of its own, so a page in it costs a third less than in the whole browser, with the same engine. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
/** Debian's packages that will do, the best first. A release may lack the shell. */
const PACKAGES = ['chromium-headless-shell', 'chromium']

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
    const install = PACKAGES.map(name => `DEBIAN_FRONTEND=noninteractive ${sudo}apt-get install -y -qq ${name}`).join(' || ')
    spawnSync('sh', ['-c', `${sudo}apt-get update -qq && (${install})`], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const installed = findChromium()
  if (installed) return installed
  console.error('The browser tests need Chromium: install it, or name it in CHROMIUM_PATH.')
  return process.exit(1)
}
