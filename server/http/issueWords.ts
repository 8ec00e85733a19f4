import type { Issue } from '../../shared/result'
import { isMessageKey, translate, type Language } from '../i18n/messages'

/** A fault as it stands in an answer: a sentence, the word for programs, and the values in the sentence. */
export type TranslatedIssue = Omit<Issue, 'params'> & { code: string } & Record<string, string | number>

const sentence = ({ message, params }: Issue, language: Language): string => {
  const word = `issue_${message}`
  return translate(language, isMessageKey(word) ? word : 'issue_unfit', params)
}

export const translateIssue = (issue: Issue, language: Language): TranslatedIssue => {
  const word = isMessageKey(`issue_${issue.message}`) ? issue.message : 'unfit'
  return { ...issue.params, path: issue.path, message: sentence(issue, language), code: word }
}

/** "JPEG" keeps its capitals. */
const asContinuation = (text: string): string => (/^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

/**
 * Names the field in words, then the fault. A field that nobody fills in by hand is not named, and an unknown one is
 * named in its sentence.
 */
function withField(issue: Issue, language: Language): string {
  const [field = ''] = issue.path.split('.')
  const word = `field_${field}`
  const text = sentence(issue, language)
  return isMessageKey(word) && issue.params?.['name'] === undefined
    ? `${translate(language, word)}${language === 'fr' ? '\u00a0' : ''}: ${asContinuation(text)}`
    : text
}

/** [REST-13] Tells all faults in sentences, without a name of a field or a code. */
export const translateIssues = (issues: readonly Issue[], language: Language): string =>
  [...new Set(issues.map(issue => withField(issue, language)))].join(' ')
