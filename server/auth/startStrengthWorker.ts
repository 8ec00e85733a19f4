import type { Worker } from 'node:worker_threads'
import { startThread } from '../startThread'

/** The thread that estimates passwords; its dictionaries take some 60 MB. */
export const startStrengthWorker = (): Worker =>
  startThread({ source: new URL('./strengthWorker.ts', import.meta.url), built: 'strengthWorker', megabytes: 256 })
