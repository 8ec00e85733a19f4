import type { ImportReason } from '../../shared/model/importReason'
import { createMutex } from '../concurrency/mutex'
import { startThread } from '../concurrency/startThread'
import type { AuditEntry } from '../db/stores/admin/audit'
import type { UploadEnd } from '../db/stores/imports/uploads'
import type { StoredReport } from '../db/tables/imports'
import type { Foundation } from '../foundation/foundation'
import type { ImportAccess } from '../usecases/useCase'

/** A message of the thread that imports. */
export type ImportNews =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'report'; report: StoredReport }
  | { kind: 'refused'; reason: ImportReason; problem: string }

export interface ImportRuns extends ImportAccess {
  close: () => Promise<void>
}

const THREAD = { source: new URL('./importThread.ts', import.meta.url), built: 'importThread', megabytes: 1024 }
/** The other servers learn every so often that this one works on it. */
const BEAT_MS = 2_000

type Parts = Pick<Foundation, 'stores' | 'config' | 'clock' | 'log' | 'tellFailure'>

/**
 * [EXPORT-7] Imports run one after the other, each in a thread with a connection of its own, so that neither unpacking nor
 * writing thousands of rows stops the server.
 */
export function createImportRuns({ stores, config, clock, log, tellFailure }: Parts): ImportRuns {
  const inTurn = createMutex()
  const running = new Map<string, { done: number; total: number }>()
  const stopping = new AbortController()
  const all = new Set<Promise<void>>()

  /** @returns what came of it; rejects with what the thread failed with */
  function inThread(id: string, task: { apply: boolean; actor: AuditEntry['actor'] }): Promise<UploadEnd> {
    return new Promise((resolve, reject) => {
      const thread = startThread({ ...THREAD, data: { config, id, ...task } })
      const stop = () => void thread.terminate()
      stopping.signal.addEventListener('abort', stop, { once: true })
      let end: UploadEnd | null = null
      thread.on('message', (news: ImportNews) => {
        if (news.kind === 'progress') running.set(id, { done: news.done, total: news.total })
        else if (news.kind === 'refused') end = { state: 'refused', report: { refused: news.reason }, problem: news.problem }
        else end = { state: task.apply ? 'done' : 'ready', report: news.report, problem: null }
      })
      thread.once('error', reject)
      thread.once('exit', () => {
        stopping.signal.removeEventListener('abort', stop)
        if (end) resolve(end)
        else reject(new Error('the import ended before it was done'))
      })
    })
  }

  async function run(id: string, task: { apply: boolean; actor: AuditEntry['actor'] }): Promise<void> {
    running.set(id, { done: 0, total: 0 })
    // SQLite has one server, whose memory is asked; its file is locked meanwhile.
    const tell = () => stores.uploads.progress(id, { done: 0, total: 0, ...running.get(id), seen_at: clock() }).catch(() => {})
    const beat = stores.dialect === 'postgres' ? setInterval(() => void tell(), BEAT_MS) : undefined
    try {
      if (!stopping.signal.aborted) await stores.uploads.end(id, await inThread(id, task))
    } catch (error) {
      if (stopping.signal.aborted) return
      log.error({ err: error, upload: id }, 'import failed')
      tellFailure('job', error)
      await stores.uploads.end(id, { state: 'failed', report: null, problem: null }).catch(() => {})
    } finally {
      clearInterval(beat)
      running.delete(id)
    }
  }

  return {
    start(id, task) {
      const work = inTurn(() => run(id, task))
      all.add(work)
      void work.finally(() => all.delete(work))
    },
    progressOf: id => running.get(id) ?? null,
    async close() {
      stopping.abort()
      await Promise.all(all)
    },
  }
}
