import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { root } from '../../scripts/project.mjs'
import { emptyFolder } from '../support/environments'

/**
 * The steps of the Dockerfile, one after the other by hand, because no Docker runs where these tests do: a clean folder
 * with the modules of production, the files that the image copies, its entrypoint, its command and its health check.
 */
const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')

let app: string
let words: string[]
/** The folder of the image's Node. */
let node: string

/** The files that the last stage copies from the first, and from the repository. */
const copied = () => Array.from(dockerfile.slice(dockerfile.lastIndexOf('FROM ')).matchAll(/^COPY (?!--from=modules)(.*)$/gm), ([, line = '']) =>
  line.split(' ').filter(word => !word.startsWith('--')).slice(0, -1)).flat().map(path => path.replace(/^\/app\//, ''))

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

/** The Node of the image, whichever runs this test: npm has it as a package. */
async function installNode(folder: string): Promise<string> {
  const [, version] = /^FROM node:(\d+)-slim$/m.exec(dockerfile) ?? []
  const name = `node-linux-${process.arch}`
  await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${version}`], { maxBuffer: 1e8 })
  return join(folder, 'node_modules', name, 'bin')
}

beforeAll(async () => {
  app = await mkdtemp('/var/tmp/mastoc-image-')
  chmodSync(app, 0o755)
  node = await installNode(join(app, 'node'))
  for (const file of ['package.json', 'package-lock.json', 'docker/modules.sh']) cpSync(join(root, file), join(app, file.replace('docker/', '')))
  await run('sh', ['modules.sh'], { cwd: app, maxBuffer: 1e8, env: { ...process.env, NODE_ENV: 'production', PATH: `${node}:${process.env['PATH'] ?? ''}` } })
  for (const file of copied()) {
    mkdirSync(dirname(join(app, file)), { recursive: true })
    cpSync(join(root, file), join(app, file), { recursive: true })
  }
  words = JSON.parse(/^CMD (.*)$/m.exec(dockerfile)?.[1] ?? '[]') as string[]
  return () => rm(app, { recursive: true, force: true })
}, 600_000)

interface Container {
  child: ChildProcess
  said: () => string
  ended: Promise<number | null>
  url: string
  healthy: () => Promise<boolean>
  /** Runs the command line beside the server, as `docker compose exec` does. */
  mastoc: (...words: string[]) => Promise<string>
}

async function container(data: string): Promise<Container> {
  const port = String(await freePort())
  const env = {
    PATH: `${node}:${process.env['PATH'] ?? ''}`, NODE_ENV: 'production', DATA_DIR: data, PORT: port,
    MALLOC_TRIM_THRESHOLD_: '131072', PUBLIC_URL: 'https://wall.example.org', LOG_LEVEL: 'info',
  }
  const entrypoint = join(app, 'docker/entrypoint.sh')
  const child = spawn(entrypoint, words, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString() })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    child, ended, said: () => text, url: `http://127.0.0.1:${port}`,
    healthy: () => run(join(app, 'docker/healthy.sh'), { env }).then(() => true, () => false),
    mastoc: async (...given) => (await run(entrypoint, ['node', join(app, 'dist/server/cli/main.js'), ...given], { cwd: app, env })).stdout,
  }
}

const becomesHealthy = ({ healthy }: Container) => expect.poll(healthy, { timeout: 60_000, interval: 200 }).toBe(true)

/** A folder as hosts mount it: it belongs to root. */
async function mounted(): Promise<string> {
  const data = await emptyFolder()
  chmodSync(data, 0o755)
  return data
}

test('[HOST-4] [DEPLOY-2] from a clean folder with production’s modules alone the image’s own command becomes ready, and ends with 0', async () => {
  const data = await mounted()
  const server = await container(data)
  await becomesHealthy(server)
  if (isRoot) {
    expect(readFileSync(`/proc/${server.child.pid}/status`, 'utf8')).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m)
    for (const name of readdirSync(data)) expect(statSync(join(data, name)), name).toMatchObject({ uid: 1000, gid: 1000 })
  }
  const [face] = await (await fetch(`${server.url}/api/faces`)).json() as { climbs_count: number; picture_path: string }[]
  expect(face?.climbs_count).toBeGreaterThan(100)
  expect((await fetch(`${server.url}/static/${face?.picture_path}?w=480`)).headers.get('content-type')).toBe('image/webp')
  expect((await fetch(`${server.url}/docs/swagger-ui-bundle.js`)).status).toBe(200)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(await server.healthy()).toBe(false)
}, 300_000)

test('[HOST-4] [HOST-3] killed in the middle, started anew, and its backup put into another folder: every count is there', async () => {
  const data = await mounted()
  const first = await container(data)
  await becomesHealthy(first)
  const counts = async ({ url }: Container): Promise<unknown> => (await fetch(`${url}/api/sync/stats`)).json()
  const before = await counts(first)
  await first.mastoc('backup', join(data, 'by-hand.backup'))
  await expect.poll(first.said, { timeout: 60_000 }).toContain('"backup made"')
  first.child.kill('SIGKILL')
  await first.ended
  const again = await container(data)
  await becomesHealthy(again)
  expect(await counts(again)).toEqual(before)
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
  const elsewhere = await mounted()
  cpSync(join(data, 'by-hand.backup'), join(elsewhere, 'by-hand.backup'))
  const third = await container(elsewhere)
  await becomesHealthy(third)
  third.child.kill('SIGTERM')
  await third.ended
  expect(await third.mastoc('restore', join(elsewhere, 'by-hand.backup'), '--force')).toContain('Restored')
  const restored = await container(elsewhere)
  await becomesHealthy(restored)
  expect(await counts(restored)).toEqual(before)
  if (isRoot) for (const name of readdirSync(elsewhere)) expect(statSync(join(elsewhere, name)), name).toMatchObject({ uid: 1000 })
}, 300_000)

test('[HOST-4] what the image installs has neither the build’s tools nor binaries of other systems', () => {
  const modules = join(app, 'node_modules')
  for (const name of ['vite', 'typescript', 'esbuild', 'vue', 'fabric', 'vitest', 'better-sqlite3-node20']) expect(existsSync(join(modules, name)), name).toBe(false)
  expect(readdirSync(join(modules, 'better-sqlite3/prebuilds'))).toEqual([`linux-${process.arch}.node`])
})
