import { randomUUID } from 'node:crypto'
import type { UploadedImport } from '../../../shared/contract/imports'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { StoredUpload } from '../../db/stores/imports/uploads'
import type { ImportAccess, UseCase } from '../useCase'

/** A server from which nothing was heard for so long does not work on it any more. */
const GONE_MS = 60_000

/** An upload as it stands at this moment. The work of a server that ended is over. */
function shown({ seen_at, ...upload }: StoredUpload, runs: ImportAccess, now: Instant): UploadedImport {
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
  async runs({ stores, services, now }, { id }) {
    const upload = await stores.uploads.get(id)
    if (!upload) throw new Refusal('not_found')
    return shown(upload, services.importRuns, now)
  },
}

/** [EXPORT-7] */
export const applyImport: UseCase<'imports.apply'> = {
  async runs({ actor, stores, services, now }, { id }) {
    const isNow = await stores.uploads.begin(id, 'ready', 'applying', now)
    const upload = await stores.uploads.get(id)
    if (!upload) throw new Refusal('not_found')
    // A second request gets the import that goes on already.
    if (isNow) services.importRuns.start(id, { apply: true, actor })
    return shown(upload, services.importRuns, now)
  },
}
