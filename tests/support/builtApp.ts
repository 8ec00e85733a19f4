import { execFileSync } from 'node:child_process'

/** Global set-up of the browser tests: client and server as `npm start` would serve them, built only if stale. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
}
