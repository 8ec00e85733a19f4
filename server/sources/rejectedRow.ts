import type { ImportReason } from '../../shared/model/importReason'
import { sayImportReason } from '../i18n/sayImportReason'
import type { RejectedRow } from './wallImport'

/** A row that an import does not take, with the reason in English and in a form that can be said in any language. */
export const rejectedRow = (row: Omit<RejectedRow, 'reason' | 'why'>, why: ImportReason): RejectedRow =>
  ({ ...row, reason: sayImportReason(why), why })
