import type { Worker } from 'node:worker_threads'
import { startThread } from '../concurrency/startThread'

/** Starts the thread that estimates passwords. Its dictionaries take some 60 MB, an estimate 15 more. */
export const startStrengthWorker = (): Worker =>
  startThread({ source: new URL('./strengthWorker.ts', import.meta.url), built: 'strengthWorker', megabytes: 128, youngMegabytes: 4 })
