import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect } from 'vitest'

const BUILT = join(import.meta.dirname, '../../dist/server/main.js')

export interface ServerProcess {
  child: ChildProcess
  /** Everything it wrote to standard output and error. */
  said: () => string
  /** Its exit code; null where a signal ended it. */
  ended: Promise<number | null>
  /** Resolves with its address once it is ready. */
  url: () => Promise<string>
  signal: (name: NodeJS.Signals) => Promise<number | null>
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

/** The built server in a process of its own, on a free port. The caller kills it. */
export function spawnServer(env: Record<string, string>, nodeOptions: string[] = []): ServerProcess {
  const child = spawn(process.execPath, [...nodeOptions, BUILT], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      HOST: '127.0.0.1',
      DEMO: 'off',
      BACKUP_EVERY: '0',
      LOG_LEVEL: 'error',
      MALLOC_TRIM_THRESHOLD_: '131072',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { text += chunk.toString() })
  // Its last lines may come after its exit.
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child, ended, said: () => text,
    async url() {
      await expect.poll(() => {
        if (!isRunning(child)) throw new Error(`the server ended: ${text}`)
        return text
      }, { timeout: 60_000, interval: 20 }).toMatch(/is ready at \S+/)
      return `http://127.0.0.1:${/localhost:(\d+)/.exec(text)?.[1]}`
    },
    async signal(name) {
      if (isRunning(child)) child.kill(name)
      return ended
    },
  }
}
