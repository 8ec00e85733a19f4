import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import pg from 'pg'
import { findProgram, PROGRAMS } from '../../scripts/testPrograms.mjs'
import { freePort } from './startPostgres'

/** The pipe on its standard input breaks when this process ends, however it ends; then the pooler goes. */
const GUARD = '"$@" & pooler=$!; cat >/dev/null; kill -INT $pooler; wait $pooler'
// It refuses to run as root.
const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/**
 * A PgBouncer in its mode `transaction` in front of the database, with so few connections that transactions of one
 * client meet many. Gone when the test ends. @returns the address of the same database through it
 */
export async function startPgbouncer(databaseUrl: string, connections: number): Promise<string> {
  const program = findProgram(PROGRAMS.pgbouncer)
  if (program === null) throw new Error('there is no pgbouncer')
  const { hostname, port, username, password, pathname } = new URL(databaseUrl)
  const folder = await mkdtemp(join(tmpdir(), 'mastoc-pgbouncer-'))
  const [file, own] = [join(folder, 'pgbouncer.ini'), await freePort()]
  await writeFile(file, `[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 500
`)
  await chmod(folder, 0o755)
  const guard = spawn('sh', ['-c', GUARD, 'guard', program, file], { ...owner, stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  guard.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  guard.stdin.on('error', () => {})
  onTestFinished(async () => {
    const ended = once(guard, 'exit')
    guard.stdin.end()
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  const url = `postgres://${username}:${password}@127.0.0.1:${own}${pathname}`
  const answer = async () => {
    const client = new pg.Client({ connectionString: url })
    return client.connect().then(() => client.query('SELECT 1'), () => null).finally(() => client.end().catch(() => {}))
  }
  await expect.poll(answer, { message: said }).not.toBeNull()
  return url
}
