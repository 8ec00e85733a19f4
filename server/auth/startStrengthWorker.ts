import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectFolder } from '../projectFolder'

const SOURCE = new URL('./strengthWorker.ts', import.meta.url)
/** Megabytes; the dictionaries take some 60. */
const resourceLimits = { maxOldGenerationSizeMb: 256 }

/** Node reads no TypeScript by itself: tsx does, which is there wherever the sources are run. */
const fromSource = () => new Worker(
  `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(SOURCE.href)}) })`, { eval: true, resourceLimits },
)

/** The thread that estimates passwords, from the sources or as it was built. */
export const startStrengthWorker = (): Worker =>
  import.meta.url.endsWith('.ts') ? fromSource() : new Worker(join(projectFolder(), 'dist/server/strengthWorker.js'), { resourceLimits })
