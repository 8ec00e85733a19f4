import { useI18n } from 'vue-i18n'

/** Says in words why the server refused a change of a document. */
export function useErrorText(): (code: string) => string {
  const { t, te } = useI18n()
  return code => t(te(`outbox.why.${code}`) ? `outbox.why.${code}` : 'outbox.why.other')
}
