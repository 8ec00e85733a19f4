import { expect } from 'vitest'
import { environments } from '../support/environments'
import { spawnServer } from '../support/serverProcess'

/** [SAFE-3] Kills servers while they start on an empty database, migrate it and put the demo in; then lets one start. */
export async function killStarts({ dialect, kills, random }: { dialect: 'sqlite' | 'postgres'; kills: number; random: () => number }): Promise<void> {
  const env = { ...await environments[dialect](), JWT_SECRET: 'the same for each server of a test', DEMO: 'on' }
  for (let kill = 0; kill < kills; kill++) {
    const server = spawnServer(env)
    await new Promise(resolve => setTimeout(resolve, 300 + 1500 * random()))
    await server.signal('SIGKILL')
  }
  const server = spawnServer(env)
  try {
    const url = await server.url()
    expect((await fetch(`${url}/ready`)).status).toBe(200)
    const faces = await (await fetch(`${url}/api/faces`)).json() as { climbs_count: number }[]
    expect(faces).toHaveLength(1)
    expect(faces[0]?.climbs_count).toBeGreaterThan(100)
    expect(await server.signal('SIGTERM')).toBe(0)
  } finally {
    await server.signal('SIGKILL')
  }
}
