import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs that some tests need and npm does not have. Where one is missing, its tests are not run, which is told. */
export const PROGRAMS = {
  nats: { name: 'nats-server', setting: 'NATS_SERVER_PATH' },
  pgbouncer: { name: 'pgbouncer', setting: 'PGBOUNCER_PATH' },
}

/** @typedef {{ name: string, setting: string }} Program */

/** @param {string} command @param {readonly string[]} args */
const output = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/**
 * The path of an installed program, null if there is none.
 * @param {Program} program
 */
export function findProgram({ name, setting }) {
  const named = process.env[setting]
  if (named) return existsSync(named) ? named : null
  const path = output('sh', ['-c', `PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v ${name}`])
  return path === null || path === '' ? null : path
}

/**
 * Finds the programs, or installs Debian's. Where systemd runs, their packages would also start servers on this
 * machine, so there whoever wants them installs them.
 * @returns {Program[]} those that are missing
 */
export function ensurePrograms() {
  const missing = () => Object.values(PROGRAMS).filter(program => findProgram(program) === null)
  const wanted = missing()
  if (wanted.length === 0 || existsSync('/run/systemd/system') || output('sh', ['-c', 'command -v apt-get']) === null) return wanted
  const sudo = process.getuid?.() === 0 ? '' : 'sudo -n '
  const names = wanted.map(({ name }) => name).join(' ')
  console.log(`Installing ${names} for some tests …`)
  const install = `${sudo}apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${sudo}apt-get install -y -qq --no-install-recommends ${names}`
  spawnSync('sh', ['-c', install], { stdio: ['ignore', 'ignore', 'inherit'] })
  return missing()
}
