import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface RunningServer {
  url: string
  pid: number
  /** Everything it wrote to standard output and error. */
  said: () => string
  /** Asks it to end, and waits. */
  stop: () => Promise<void>
  kill: () => Promise<void>
}

/** The Dockerfile sets this for memory. */
const AS_IN_THE_IMAGE = { MALLOC_TRIM_THRESHOLD_: '131072' }

/** The built server of a checkout in a process of its own, on a free port; resolves once it is ready. */
export async function serverOf(checkout: string, env: Record<string, string>): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(checkout, 'dist/server/main.js')], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...AS_IN_THE_IMAGE,
      PORT: '0',
      HOST: '127.0.0.1',
      DEMO: 'off',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let text = ''
  const port = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString()
      const ready = /is ready at http:\/\/localhost:(\d+)/.exec(text)?.[1]
      if (ready) resolve(ready)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`the server ended: ${text}`)))
  })
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await ended
  }
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, said: () => text, stop: end('SIGTERM'), kill: end('SIGKILL') }
}
