import { importReason, type ImportReason, type ImportReasonCode } from '../../../shared/model/importReason'
import { sayImportReason } from '../../i18n/sayImportReason'

/** The export as a whole cannot be used; the message names the file and the reason, for the person who typed the command. */
export class UnusableExport extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnusableExport'
  }
}

/** A file of an export cannot be used. The reason is said in the language of whoever reads it. */
export class UnusableFile extends UnusableExport {
  readonly reason: ImportReason

  constructor(code: ImportReasonCode, named: ImportReason['named'] = {}) {
    const reason = importReason(code, named)
    super(sayImportReason(reason))
    this.reason = reason
  }
}
