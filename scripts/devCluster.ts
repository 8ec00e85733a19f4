// Several servers on one PostgreSQL and a small proxy in front, to try by hand what happens when one of them goes.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../tests/support/startPostgres'

/** Ten connections of work and one for calls each: the trial database takes two hundred. */
const MOST = 16
const count = Number(process.argv[2] ?? 2)
if (!Number.isInteger(count) || count < 1 || count > MOST) {
  console.error(`npm run dev:cluster -- N: N is a number of servers from 1 to ${MOST}`)
  process.exit(1)
}
const port = Number(process.env.PORT ?? 3000)
const ports = Array.from({ length: count }, (_, at) => port + 1 + at)
const data = mkdtempSync(join(tmpdir(), 'mastoc-cluster-'))
const own = process.env.DATABASE_URL ? null : await startPostgres()
const env = { ...process.env, DATABASE_URL: process.env.DATABASE_URL ?? own?.url, JWT_SECRET: process.env.JWT_SECRET ?? 'a secret for trying things out only', DATA_DIR: data }

const serve = (at: number): ChildProcess => {
  const child = spawn(process.execPath, ['dist/server/main.js'], { env: { ...env, PORT: String(at) }, stdio: 'inherit' })
  console.log(`server ${child.pid} on port ${at}; "kill ${child.pid}" stops it, "kill -9 ${child.pid}" kills it`)
  return child
}

/** Byte by byte, so HTTP and WebSocket alike: each connection to the next server that answers. */
let turn = 0
function forward(near: Socket, tries = ports.length): void {
  if (tries === 0) return void near.destroy()
  const far = connect(ports[turn++ % ports.length] ?? port, '127.0.0.1')
  const onRefused = () => forward(near, tries - 1)
  far.once('error', onRefused)
  far.once('connect', () => {
    far.off('error', onRefused)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
}
const children = ports.map(serve)
const proxy = createServer((near) => {
  near.on('error', () => near.destroy())
  forward(near)
})
proxy.listen(port, () => console.log(`open http://localhost:${port}`))

async function stop(): Promise<void> {
  proxy.close()
  const ended = children.map(child => new Promise<void>(resolve => (child.exitCode === null && child.signalCode === null ? child.once('exit', () => resolve()) : resolve())))
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(ended)
  await own?.stop()
  rmSync(data, { recursive: true, force: true })
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
