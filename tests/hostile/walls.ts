import type { TestProject } from 'vitest/node'
import { root } from '../../scripts/project.mjs'
import { makeWall, type StoredWall } from './wall'

declare module 'vitest' {
  interface ProvidedContext {
    /** A wall as many use it, on each database; servers start from copies of it. */
    hostileWalls: { sqlite: StoredWall; postgres: StoredWall }
  }
}

/** Global set-up, after the built server's and PostgreSQL's. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = project.getProvidedContext().postgresUrl
  const walls = await Promise.all([makeWall({ checkout: root }), makeWall({ checkout: root, postgres })])
  const [sqlite, onPostgres] = walls.map(({ remove: _, ...stored }) => stored) as [StoredWall, StoredWall]
  project.provide('hostileWalls', { sqlite, postgres: onPostgres })
  return async () => void await Promise.all(walls.map(({ remove }) => remove()))
}
