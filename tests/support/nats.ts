import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished } from 'vitest'
import { findProgram, PROGRAMS } from '../../scripts/testPrograms.mjs'

const program = findProgram(PROGRAMS.nats)
/** Without a nats-server its tests are not run, which the last lines of the run tell. */
export const hasNats = program !== null

/** The pipe on its standard input breaks when this process ends, however it ends; then the server goes. */
const GUARD = '"$@" & server=$!; cat >/dev/null; kill $server; wait $server'

/** A NATS server on a free port, gone when the test ends. */
export async function startNats(args: readonly string[] = []): Promise<{ url: string }> {
  if (program === null) throw new Error('there is no nats-server')
  const guard = spawn('sh', ['-c', GUARD, 'guard', program, '-a', '127.0.0.1', '-p', '-1', ...args], { stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  guard.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  guard.stdin.on('error', () => {})
  onTestFinished(async () => {
    const ended = once(guard, 'exit')
    guard.stdin.end()
    await ended
  })
  await expect.poll(() => said).toMatch(/Server is ready/)
  return { url: `nats://127.0.0.1:${/client connections on [^:]+:(\d+)/.exec(said)?.[1]}` }
}
