import { execFileSync } from 'node:child_process'

/** The client as `npm start` serves it. */
export function buildClient(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
}
