import { auditMore, auditSentence } from '../../../../shared/audit/auditWords'
import type { AuditEvent } from '../../../../shared/contract/admin'
import { logSpeech } from '../../../i18n/logSpeech'
import type { Language } from '../../../i18n/messages'

/** An entry of the log in words, with the name of whoever acted. */
export interface LogLine {
  at: string
  who: string
  what: string
  more: string
  isUndone: boolean
}

/** [AUDIT-15] Says entries of the log as the page does. */
export function logLines(events: readonly AuditEvent[], language: Language): LogLine[] {
  const speech = logSpeech(language)
  return events.map((event) => {
    const sentence = auditSentence(event, speech)
    return {
      at: event.at,
      who: event.actor_name ?? sentence.find(({ kind }) => kind === 'actor')?.text ?? '',
      what: sentence.map(({ text }) => text).join(''),
      more: auditMore(event, speech).join(' · '),
      isUndone: event.is_undone,
    }
  })
}
