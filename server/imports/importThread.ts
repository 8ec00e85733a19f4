import { parentPort, workerData } from 'node:worker_threads'
import type { Config } from '../config/config'
import type { AuditEntry } from '../db/stores/admin/audit'
import { storesOn } from '../db/stores/stores'
import { databasePlace, openDatabase } from '../db/openDatabase'
import { UnusableFile } from '../sources/stokt/unusableExport'
import { createTransactions } from '../transaction/runTransaction'
import { systemClock } from '../config/clock'
import { importUpload } from '../usecases/imports/importUpload'
import type { ImportNews } from './importRuns'

/** So often the parent hears how far it is, in milliseconds. */
const TELL_MS = 100

interface Task { config: Config; id: string; apply: boolean; actor: AuditEntry['actor'] }
const { config, id, apply, actor } = workerData as Task

const tell = (news: ImportNews) => parentPort?.postMessage(news)
let told = 0
function progress(done: number, total: number): void {
  if (performance.now() - told < TELL_MS && done < total) return
  told = performance.now()
  tell({ kind: 'progress', done, total })
}

const db = await openDatabase(databasePlace(config))
try {
  const bytes = await storesOn(db).uploads.bytes(id)
  if (!bytes) throw new UnusableFile('upload_gone')
  // The server finds by itself what another connection wrote, so nobody is woken here.
  const transactions = createTransactions({ config, db, clock: systemClock, wake: () => {} })
  tell({ kind: 'report', report: await importUpload(bytes, transactions, { apply, actor, progress }) })
} catch (error) {
  if (!(error instanceof UnusableFile)) throw error
  tell({ kind: 'refused', reason: error.reason, problem: error.message })
} finally {
  await db.close()
}
