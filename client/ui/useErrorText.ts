import { useI18n } from 'vue-i18n'

/** Why the server would not have a change of a document, in words. */
export function useErrorText(): (code: string) => string {
  const { t, te } = useI18n()
  return code => t(te(`outbox.why.${code}`) ? `outbox.why.${code}` : 'outbox.why.other')
}
