import { execFileSync } from 'node:child_process'

/**
 * Global set-up of the browser tests: client and server as `npm start` would serve them, built only if stale.
 * vitest's own NODE_ENV would make a development build, which `npm start` would then take for its own.
 */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
}
