import { randomUUID } from 'node:crypto'
import type { UploadedImport } from '../../../shared/contract/imports'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { sayImportReason } from '../../i18n/sayImportReason'
import type { Language } from '../../i18n/messages'
import type { StoredUpload } from '../../db/stores/imports/uploads'
import type { ImportAccess, UseCase } from '../useCase'

/** A server from which nothing was heard for so long does not work on it any more. */
const GONE_MS = 60_000

/** [EXPORT-9] What the reader reads of the reasons: words in their language, and the code for programs. */
function told({ report, problem }: StoredUpload, language: Language): Pick<UploadedImport, 'report' | 'problem' | 'problem_code'> {
  if (report === null) return { report, problem, problem_code: null }
  if ('refused' in report) return { report: null, problem: sayImportReason(report.refused, language), problem_code: report.refused.code }
  const { count, results } = report.rejected
  const rows = results.map(({ why, ...row }) => ({ ...row, ...why && { reason: sayImportReason(why, language) }, code: why?.code ?? null }))
  return { report: { ...report, rejected: { count, results: rows } }, problem, problem_code: null }
}

interface Looking {
  runs: ImportAccess
  now: Instant
  language: Language
}
/** An upload as it stands at this moment. The work of a server that ended is over. */
function shown({ seen_at, ...stored }: StoredUpload, { runs, now, language }: Looking): UploadedImport {
  const upload = { ...stored, ...told({ seen_at, ...stored }, language) }
  const progress = runs.progressOf(upload.id)
  const isWorkedOn = upload.state === 'reading' || upload.state === 'applying'
  const isGone = isWorkedOn && progress === null && seen_at < instantOf(msOf(now) - GONE_MS)
  return { ...upload, ...progress, ...isGone ? { state: 'failed' } : {} }
}

/** [EXPORT-6] */
export const createImport: UseCase<'imports.create'> = {
  async runs({ actor, request, stores, services, now }) {
    const bytes = await request.upload()
    const id = randomUUID()
    await stores.uploads.insert({ id, bytes }, now)
    services.importRuns.start(id, { apply: false, actor })
    return { id }
  },
}

export const getImport: UseCase<'imports.get'> = {
  async runs({ stores, services, now, request }, { id }) {
    const upload = await stores.uploads.get(id)
    if (!upload) throw new Refusal('not_found')
    return shown(upload, { runs: services.importRuns, now, language: request.language })
  },
}

/** [EXPORT-7] */
export const applyImport: UseCase<'imports.apply'> = {
  async runs({ actor, stores, services, now, request }, { id }) {
    const isNow = await stores.uploads.begin(id, 'ready', 'applying', now)
    const upload = await stores.uploads.get(id)
    if (!upload) throw new Refusal('not_found')
    // A second request gets the import that goes on already.
    if (isNow) services.importRuns.start(id, { apply: true, actor })
    return shown(upload, { runs: services.importRuns, now, language: request.language })
  },
}
