import type { Worker } from 'node:worker_threads'
import { createSemaphore, type Claimant } from '../concurrency/semaphore'
import { startStrengthWorker } from './startStrengthWorker'
import type { Question, Strength } from './strength'

/** One estimate runs at a time, so that a payer with many waiting ones delays others by one. */
const ROOM = { atOnce: 1, waiting: 60, share: 15, nameShare: 15 }
/** An estimate may take so many milliseconds. */
const LIMIT_MS = 3_000

export interface PasswordJudge {
  /** Null if the estimate took too long. @throws Refusal `unavailable` for a payer over the share */
  strengthOf: (question: Question, claimant: Claimant) => Promise<Strength | null>
  close: () => Promise<void>
}

/** Resolves with the worker's next message, or with undefined if the time is over first. Rejects if the worker fails. */
function nextWord(worker: Worker, limitMs?: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(timer)
      worker.off('message', hear).off('error', fail).off('exit', gone)
      done()
    }
    const hear = (word: unknown) => settle(() => resolve(word))
    const fail = (error: Error) => settle(() => reject(error))
    const gone = () => settle(() => reject(new Error('the thread that estimates passwords ended')))
    const timer = limitMs === undefined ? undefined : setTimeout(() => settle(() => resolve(undefined)), limitMs)
    worker.on('message', hear).on('error', fail).on('exit', gone)
  })
}

/**
 * [LIMIT-50] Estimates passwords in a thread of its own. It starts with the first question because the dictionaries are
 * large. A thread whose estimate takes too long is ended; the next question starts another.
 */
export function createPasswordJudge(
  { limitMs = LIMIT_MS, start = startStrengthWorker }: { limitMs?: number; start?: () => Worker } = {},
): PasswordJudge {
  const inTurn = createSemaphore(ROOM)
  let running: Promise<Worker> | null = null

  async function begin(): Promise<Worker> {
    const worker = start()
    const forget = () => { running = null }
    worker.on('error', forget).on('exit', forget)
    await nextWord(worker)
    return worker
  }

  async function ask(question: Question): Promise<Strength | null> {
    const worker = await (running ??= begin())
    // The idle thread keeps no process from ending.
    worker.ref()
    worker.postMessage(question)
    try {
      const strength = await nextWord(worker, limitMs) as Strength | undefined
      if (strength) return strength
      running = null
      await worker.terminate()
      return null
    } finally {
      worker.unref()
    }
  }

  return {
    strengthOf: (question, claimant) => inTurn(claimant, () => ask(question)),
    async close() {
      const worker = await running?.catch(() => null)
      running = null
      await worker?.terminate()
    },
  }
}
