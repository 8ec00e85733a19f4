import { readFileSync } from 'node:fs'
import { parse as parseToml } from 'smol-toml'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { readConfig } from '../server/config/config'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

/** The facts on which a host and the image have to agree. */
interface Host {
  port: number | null
  folder: string | null
  health: string
  /** Seconds between the first signal and the end. */
  stop: number
  settings: Record<string, string>
}

function railway(): Host {
  const Railway = z.object({
    build: z.object({ builder: z.literal('DOCKERFILE'), dockerfilePath: z.literal('Dockerfile') }),
    deploy: z.object({ healthcheckPath: z.string(), healthcheckTimeout: z.number().min(120), drainingSeconds: z.number() }),
  })
  const { deploy } = Railway.parse(JSON.parse(read('railway.json')))
  return { port: null, folder: null, health: deploy.healthcheckPath, stop: deploy.drainingSeconds, settings: {} }
}

function render(): Host {
  const Value = z.object({ key: z.string(), value: z.string() })
  const Asked = z.object({ key: z.string(), sync: z.literal(false) })
  const Made = z.object({ key: z.string(), generateValue: z.literal(true) })
  const Render = z.object({ services: z.tuple([z.object({
    type: z.literal('web'), runtime: z.literal('docker'), dockerfilePath: z.literal('./Dockerfile'), numInstances: z.literal(1),
    healthCheckPath: z.string(), maxShutdownDelaySeconds: z.number(), disk: z.object({ mountPath: z.string() }),
    envVars: z.array(z.union([Value, Asked, Made])),
  })]) })
  const { services: [service] } = Render.parse(parseYaml(read('render.yaml')))
  const settings = Object.fromEntries(service.envVars.flatMap(one => ('value' in one ? [[one.key, one.value]] : [])))
  expect(service.envVars.filter(one => !('value' in one)).map(({ key }) => key)).toEqual(['PUBLIC_URL', 'JWT_SECRET'])
  const { disk, healthCheckPath: health, maxShutdownDelaySeconds: stop } = service
  return { port: Number(settings['PORT']), folder: disk.mountPath, health, stop, settings }
}

function fly(): Host {
  const Fly = z.object({
    kill_signal: z.literal('SIGTERM'), kill_timeout: z.number(), build: z.object({ dockerfile: z.literal('Dockerfile') }),
    env: z.record(z.string(), z.string()), mounts: z.object({ destination: z.string() }),
    http_service: z.object({
      internal_port: z.number(), force_https: z.literal(true), auto_stop_machines: z.literal('off'), min_machines_running: z.literal(1),
      checks: z.tuple([z.object({ path: z.string() })]),
    }),
  })
  const { env, kill_timeout, mounts, http_service } = Fly.parse(parseToml(read('fly.toml')))
  expect(env['PORT']).toBe(String(http_service.internal_port))
  const { internal_port: port, checks: [check] } = http_service
  return { port, folder: mounts.destination, health: check.path, stop: kill_timeout, settings: env }
}

test.each(Object.entries({ railway, render, fly }))(
  '[HOST-5] the file of %s can be parsed, and agrees with the image about port, folder, health and time to stop', (_name, host) => {
    const { port, folder, health, stop, settings } = host()
    const image = /ENV NODE_ENV=production DATA_DIR=(\S+) PORT=(\d+)/.exec(read('Dockerfile'))
    expect(health).toBe('/ready')
    expect(read('docker/healthy.sh')).toContain(`GET ${health} `)
    // The server gives itself 15 seconds.
    expect(stop).toBeGreaterThanOrEqual(20)
    expect(folder ?? image?.[1]).toBe(image?.[1])
    expect(port ?? Number(image?.[2])).toBe(Number(image?.[2]))
    expect(settings['DATA_DIR'] ?? image?.[1]).toBe(image?.[1])
  })

test('[HOST-5] .env.example names only settings that exist, and a server starts in production once it is filled in', () => {
  const lines = read('.env.example').split('\n').filter(line => line !== '' && !line.startsWith('#'))
  const given = Object.fromEntries(lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
  const readme = read('README.md')
  for (const name of Object.keys(given).filter(name => name !== 'POSTGRES_PASSWORD')) expect(readme).toContain(`\`${name}\``)
  const config = readConfig({ ...given, NODE_ENV: 'production', JWT_SECRET: 'q3JvX0c1m8Zr5uYtWb7eKd2LhPzN6sAfGx4R9oTiVjQ' })
  expect(config).toMatchObject({ publicUrl: 'https://wall.example.org', backup: { everyHours: 24, keep: 7 } })
})
