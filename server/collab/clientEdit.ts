import * as Y from 'yjs'
import type { DocumentName } from '../../shared/documentName'
import { limits } from '../../shared/limits'
import type { Write } from './room'
import { summaryOf, type UpdateSummary } from './updateSummary'
import { contentsOf } from './validation'

/** Summarises a client's update to a document of that kind. @throws Refusal `invalid`, `too_large` */
export const summaryOfClient = (kind: DocumentName['kind'], update: Uint8Array): UpdateSummary =>
  summaryOf(update, { changes: limits.yjsChanges, mayCarry: contentsOf(kind) })

/** Makes a write of a client's update. @throws Refusal `invalid`, `too_large` */
export const clientEdit = (kind: DocumentName['kind'], update: Uint8Array): Required<Pick<Write, 'edit' | 'summary'>> => ({
  summary: summaryOfClient(kind, update),
  edit: scratch => Y.applyUpdate(scratch, update),
})
