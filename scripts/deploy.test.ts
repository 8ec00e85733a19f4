import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

const Environment = z.record(z.string(), z.union([z.string(), z.number()]).transform(String))
const Log = z.object({ driver: z.string(), options: z.record(z.string(), z.string()) })
const Mastoc = z.object({
  env_file: z.array(z.object({ path: z.string(), required: z.boolean() })),
  environment: Environment,
  volumes: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  logging: Log,
})
const Caddy = z.object({ environment: Environment, ports: z.array(z.string()), volumes: z.array(z.string()), logging: Log })
const Postgres = z.object({
  environment: Environment,
  healthcheck: z.object({ test: z.array(z.string()) }),
  volumes: z.array(z.string()),
  logging: Log,
})
const Compose = z.object({
  services: z.object({ mastoc: Mastoc, caddy: Caddy, postgres: Postgres.optional() }),
  volumes: z.record(z.string(), z.unknown()),
})
const compose = (file: string) => Compose.parse(parse(read(file), { merge: true }))
const FILES = ['docker-compose.yml', 'docker-compose.sqlite.yml']

test('[DEPLOY-1] compose starts mastoc once PostgreSQL answers, and refuses to start without its secrets', () => {
  const { mastoc } = compose('docker-compose.yml').services
  expect(mastoc.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
  for (const name of ['JWT_SECRET', 'PUBLIC_URL']) expect(mastoc.environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`))
  expect(mastoc.environment['DATABASE_URL']).toMatch(/^postgres:\/\/mastoc:\$\{POSTGRES_PASSWORD:\?.*\}@postgres:5432\/mastoc$/)
})

test.each(FILES)('[DEPLOY-1] [HOST-6] %s keeps what is written, bounds what is logged, and passes all settings of .env on', (file) => {
  const { services, volumes } = compose(file)
  const mounted = Object.values(services).flatMap(service => service?.volumes ?? [])
  const named = mounted.map(volume => volume.split(':')[0] ?? '').filter(volume => !volume.startsWith('.'))
  expect(Object.keys(volumes).sort()).toEqual(named.sort())
  for (const service of Object.values(services)) expect(service?.logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } })
  expect(services.mastoc.env_file).toEqual([{ path: '.env', required: false }])
  expect(services.mastoc.environment).toMatchObject({ DATA_DIR: '/data', PORT: '3000' })
  expect(services.mastoc.volumes).toEqual(['data:/data'])
})

test('[HOST-6] the variant without PostgreSQL uses SQLite, and needs nothing but the address', () => {
  const { mastoc, postgres } = compose('docker-compose.sqlite.yml').services
  expect(postgres).toBeUndefined()
  expect(mastoc.environment['DATABASE_URL']).toBe('')
  expect(read('docker-compose.sqlite.yml').match(/\$\{\w+:\?/g)?.filter((name, i, all) => all.indexOf(name) === i)).toEqual(['${PUBLIC_URL:?'])
})

test.each(FILES)('[LIMIT-84] [HOST-6] in %s Caddy alone is open to the network, gets a certificate and is trusted', (file) => {
  const { mastoc, caddy } = compose(file).services
  expect(mastoc.ports).toEqual([])
  expect(mastoc.environment['TRUST_PROXY']).toBe('1')
  expect(caddy.ports).toEqual(['80:80', '443:443', '443:443/udp'])
  expect(caddy.environment['PUBLIC_URL']).toMatch(/^\$\{PUBLIC_URL:\?/)
  expect(caddy.volumes).toContain('./docker/Caddyfile:/etc/caddy/Caddyfile:ro')
  expect(read('docker/Caddyfile')).toMatch(/^\{\$PUBLIC_URL\} \{\n\treverse_proxy mastoc:3000\n\}$/m)
})

test('[LIMIT-84] with a proxy of one’s own the port is open to the machine alone, and no proxy is trusted unless told to', () => {
  const Own = z.object({ services: z.object({
    mastoc: z.object({ environment: Environment, ports: z.array(z.string()) }),
    caddy: z.object({ profiles: z.array(z.string()) }),
  }) })
  const { mastoc, caddy } = Own.parse(parse(read('docker-compose.own-proxy.yml'))).services
  expect(mastoc).toEqual({ environment: { TRUST_PROXY: '${TRUST_PROXY:-}' }, ports: ['127.0.0.1:${PORT:-3000}:3000'] })
  expect(caddy.profiles).toEqual(['never'])
})

test('[SEC-6] compose has PostgreSQL make the role of mastoc, which is not the superuser', () => {
  const { postgres } = compose('docker-compose.yml').services
  expect(postgres?.environment).not.toHaveProperty('POSTGRES_USER')
  expect(postgres?.volumes).toContain('./docker/postgres-role.sh:/docker-entrypoint-initdb.d/role.sh:ro')
})

test('[DEPLOY-2] the image runs the server itself behind its entrypoint, where signals reach it', () => {
  const lines = read('Dockerfile').split('\n')
  expect(lines).toContain('ENTRYPOINT ["/app/docker/entrypoint.sh"]')
  expect(lines).toContain('CMD ["node", "--max-semi-space-size=4", "dist/server/main.js"]')
  expect(lines.filter(line => line.startsWith('HEALTHCHECK'))).toEqual([expect.stringMatching(/ CMD \["\/app\/docker\/healthy\.sh"\]$/)])
  const last = lines.slice(lines.lastIndexOf('FROM node:24-slim'))
  const copied = last.filter(line => line.startsWith('COPY')).flatMap(line => line.split(' ').filter(word => !word.startsWith('--')).slice(1, -1))
  expect(copied.sort()).toEqual([
    '/app/dist', '/app/drizzle', '/app/node_modules', '/app/package.json', 'docker/entrypoint.sh', 'docker/healthy.sh', 'docker/mastoc.sh',
  ])
})

test('[HOST-5] the image builds on hosts that know no VOLUME, and with nothing to compile', () => {
  const instructions = read('Dockerfile').split('\n').filter(line => !line.startsWith('#'))
  expect(instructions.filter(line => /^(VOLUME|USER)\b|apt-get|g\+\+/.test(line))).toEqual([])
  expect(instructions.filter(line => line.includes('npm ci'))).toEqual(['RUN npm ci --ignore-scripts --no-audit --no-fund'])
})
