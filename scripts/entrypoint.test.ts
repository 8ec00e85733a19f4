import { execFile } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { root } from './project.mjs'

const run = promisify(execFile)
const script = (name: string) => join(root, 'docker', name)
const isRoot = process.getuid?.() === 0
/** The user that goes on: node, or whoever runs this test without being root. */
const user = isRoot ? { uid: 1000, gid: 1000 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mastoc-entrypoint-'))
  chmodSync(path, 0o755)
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Runs a program of the shell behind the entrypoint, as the image does. @returns the lines that it prints */
async function behindEntrypoint(program: string, words: string[], env: Record<string, string>): Promise<string[]> {
  const running = run(script('entrypoint.sh'), ['sh', '-c', program, 'program', ...words], { env: { PATH: process.env['PATH'], ...env } })
  const { stdout } = await running
  return [String(running.child.pid), ...stdout.trimEnd().split('\n')]
}

test('[HOST-1] the entrypoint goes on as a user without rights, in the same process, with its arguments as they were', async () => {
  const [pid, ...lines] = await behindEntrypoint(
    'echo $$; id -u; id -g; id -G; echo "$1|$2"; grep -E "^(CapEff|CapPrm)" /proc/self/status',
    ['two words', '$HOME'],
    { DATA_DIR: join(folder(), 'new') },
  )
  const groups = isRoot ? '1000' : expect.any(String)
  expect(lines).toEqual([pid, String(user.uid), String(user.gid), groups, 'two words|$HOME', 'CapPrm:\t0000000000000000', 'CapEff:\t0000000000000000'])
})

test('[HOST-1] whoever owns the data folder, the server can write to all of it, and no file elsewhere changes hands', async () => {
  const [data, backups, elsewhere] = [folder(), folder(), folder()]
  mkdirSync(join(data, 'variants'), { mode: 0o700 })
  writeFileSync(join(data, 'variants', 'photo'), '', { mode: 0o600 })
  writeFileSync(join(elsewhere, 'passwd'), '')
  symlinkSync(join(elsewhere, 'passwd'), join(data, 'link'))
  writeFileSync(join(backups, 'of somebody else'), '')
  const before = statSync(join(elsewhere, 'passwd'))
  await behindEntrypoint('echo more >> "$DATA_DIR/variants/photo"; touch "$DATA_DIR/new" "$BACKUP_DIR/new"', [], { DATA_DIR: data, BACKUP_DIR: backups })
  for (const path of [data, join(data, 'variants'), join(data, 'variants', 'photo'), join(data, 'new'), join(data, 'link'), backups, join(backups, 'new')])
    expect(lstatSync(path), path).toMatchObject(user)
  expect(statSync(join(elsewhere, 'passwd'))).toMatchObject({ uid: before.uid, gid: before.gid })
  expect(statSync(join(backups, 'of somebody else'))).toMatchObject({ uid: before.uid, gid: before.gid })
})

test('[HOST-2] a server is healthy while /ready answers 200, and not while it answers something else, hangs or is gone', async () => {
  let answer: number | null = 200
  const paths: (string | undefined)[] = []
  const server = createServer((request, response) => {
    paths.push(request.url)
    if (answer !== null) response.writeHead(answer).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const healthy = () => run(script('healthy.sh'), [], { env: { PATH: process.env['PATH'], PORT: String(port) } }).then(() => true, () => false)
  expect(await healthy()).toBe(true)
  answer = 503
  expect(await healthy()).toBe(false)
  answer = null
  expect(await healthy()).toBe(false)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  expect(await healthy()).toBe(false)
  expect(paths).toEqual(['/ready', '/ready', '/ready'])
})

test('[HOST-3] the command line of the image runs behind the entrypoint, as the user of the server', async () => {
  const { stdout } = await run('cat', [script('mastoc.sh')])
  expect(stdout).toMatch(/^exec \/app\/docker\/entrypoint\.sh node \/app\/dist\/server\/cli\/main\.js "\$@"$/m)
})
