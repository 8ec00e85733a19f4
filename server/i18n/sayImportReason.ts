import type { ImportReason, ImportReasonCode } from '../../shared/model/importReason'
import en from './importReasons.en.json'
import fr from './importReasons.fr.json'
import type { Language } from './messages'

const words: Record<Language, Record<ImportReasonCode, string>> = { fr, en }

/** Says why an import takes a file or a row not. The command line and the log read English. */
export function sayImportReason({ code, named }: ImportReason, language: Language = 'en'): string {
  return words[language][code].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = named[name]
    return typeof value === 'object' ? sayImportReason(value, language) : String(value ?? whole)
  })
}
