import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

const Compose = z.object({
  services: z.object({
    mastoc: z.object({
      depends_on: z.object({ postgres: z.object({ condition: z.literal('service_healthy') }) }),
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      ports: z.array(z.string()),
    }),
    postgres: z.object({
      environment: z.record(z.string(), z.string()),
      healthcheck: z.object({ test: z.array(z.string()) }),
      volumes: z.array(z.string()),
    }),
  }),
  volumes: z.record(z.string(), z.unknown()),
})

test('[DEPLOY-1] compose starts mastoc once PostgreSQL answers, and refuses to start without its secrets', () => {
  const { services, volumes } = Compose.parse(parse(read('docker-compose.yml')))
  const { environment } = services.mastoc
  for (const name of ['JWT_SECRET', 'PUBLIC_URL']) expect(environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`))
  expect(environment.DATABASE_URL).toMatch(/^postgres:\/\/mastoc:\$\{POSTGRES_PASSWORD:\?.*\}@postgres:5432\/mastoc$/)
  const named = [...services.mastoc.volumes, ...services.postgres.volumes].map(volume => volume.split(':')[0] ?? '').filter(volume => !volume.startsWith('.'))
  expect(Object.keys(volumes).sort()).toEqual(named.sort())
})

test('[LIMIT-84] compose opens no port to the network, and takes no proxy’s word unless told to', () => {
  const { mastoc } = Compose.parse(parse(read('docker-compose.yml'))).services
  for (const port of mastoc.ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  expect(mastoc.environment.TRUST_PROXY).toBe('${TRUST_PROXY:-}')
})

test('[SEC-6] compose has PostgreSQL make the role of mastoc, which is not the superuser', () => {
  const { postgres } = Compose.parse(parse(read('docker-compose.yml'))).services
  expect(postgres.environment).not.toHaveProperty('POSTGRES_USER')
  expect(postgres.volumes).toContain('./docker/postgres-role.sh:/docker-entrypoint-initdb.d/role.sh:ro')
})

test('[DEPLOY-2] the image runs the server itself, as a user without rights, where signals reach it', () => {
  const lines = read('Dockerfile').split('\n')
  expect(lines).toContain('CMD ["node", "--max-semi-space-size=4", "dist/server/main.js"]')
  expect(lines).toContain('USER node')
  expect(lines.filter(line => line.startsWith('COPY --from=build')).map(line => line.split(' ')[2])).toEqual(expect.arrayContaining(['/app/dist', '/app/drizzle', '/app/node_modules', '/app/package.json']))
})

test('[DEPLOY-2] Railway builds that image and waits until it is ready', () => {
  const { build, deploy } = z.object({ build: z.object({ builder: z.string() }), deploy: z.object({ healthcheckPath: z.string() }) }).parse(JSON.parse(read('railway.json')))
  expect(build.builder).toBe('DOCKERFILE')
  expect(deploy.healthcheckPath).toBe('/ready')
})
