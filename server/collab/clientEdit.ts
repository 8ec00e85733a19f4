import * as Y from 'yjs'
import type { DocumentName } from '../../shared/documentName'
import { limits } from '../../shared/limits'
import type { Write } from './room'
import { summaryOf, type UpdateSummary } from './updateSummary'
import { contentsOf } from './validation'

/** What a client's update brings to a document of that kind. @throws Refusal `invalid`, `too_large` */
export const summaryOfClient = (kind: DocumentName['kind'], update: Uint8Array): UpdateSummary =>
  summaryOf(update, { changes: limits.yjsChanges, mayCarry: contentsOf(kind) })

/** A client's update as something to write. @throws Refusal `invalid`, `too_large` */
export const clientEdit = (kind: DocumentName['kind'], update: Uint8Array): Required<Pick<Write, 'edit' | 'summary'>> => ({
  summary: summaryOfClient(kind, update),
  edit: scratch => Y.applyUpdate(scratch, update),
})
