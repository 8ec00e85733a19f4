import { execFileSync } from 'node:child_process'

/** Global set-up of tests that start processes: the server as it is deployed, built only if stale. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', 'server'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
}
