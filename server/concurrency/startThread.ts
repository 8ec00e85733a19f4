import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectFolder } from '../files/projectFolder'

export interface Thread {
  /** The thread's file among the sources, and its name as `scripts/build.mjs` builds it. */
  source: URL
  built: string
  /** The most memory that it may use. */
  megabytes: number
  /** The part of it for new objects: a small part is cleaned more often and holds less. */
  youngMegabytes?: number
  data?: unknown
}

/** Node reads no TypeScript by itself. tsx does, and it is installed wherever the sources are run. */
const fromSource = (source: URL, options: object) => new Worker(
  `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source.href)}) })`, { eval: true, ...options },
)

/** Starts a thread for work that would keep the event loop too long, from the sources or as it was built. */
export function startThread({ source, built, megabytes, youngMegabytes, data }: Thread): Worker {
  const options = {
    workerData: data,
    resourceLimits: {
      maxOldGenerationSizeMb: megabytes,
      ...(youngMegabytes === undefined ? {} : { maxYoungGenerationSizeMb: youngMegabytes }),
    },
  }
  return import.meta.url.endsWith('.ts')
    ? fromSource(source, options)
    : new Worker(join(projectFolder(), 'dist/server', `${built}.js`), options)
}
