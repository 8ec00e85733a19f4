import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { API_KEY } from './startServer'

export interface RealServer {
  url: string
  /** Resident memory, bytes. */
  memory: () => number
  kill: () => Promise<void>
}

/** A port that was free a moment ago: a server that comes back has to come back on the same. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const SAYS_READY = { mastoc: /is ready at/, bare: /./ }
const files = {
  mastoc: ['../dist/server/main.js'],
  bare: ['--import', 'tsx', './servers/bare.ts'],
}

/** A server in a process of its own, as `npm start` runs it, or the bare one; resolves once it listens. */
export async function startProcess(
  kind: keyof typeof files, port: number, dataDir = '', settings: Record<string, string> = {},
): Promise<RealServer> {
  const args = files[kind].map(arg => (arg.startsWith('.') ? fileURLToPath(new URL(arg, import.meta.url)) : arg))
  const env = {
    PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: 'off',
    LOG_LEVEL: 'error', API_KEY: `${API_KEY}=write`, ...settings,
  }
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('no output')
  let said = ''
  // The password of a first run may come before the server listens.
  while (!SAYS_READY[kind].test(said)) said += String((await once(child.stdout, 'data'))[0])
  child.stdout.resume()
  return {
    url: `http://127.0.0.1:${port}`,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)]).toString()) * 1024,
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
