import { useI18n } from 'vue-i18n'

/** The rules that walls come with; a gym may have others, which are shown as they are written. */
const KNOWN: Readonly<Record<string, string>> = {
  'Tous pieds': 'all', 'Pieds des mains': 'hands', 'Petits pieds': 'small', 'Pieds définis': 'marked', 'No foot': 'none',
}

/** A rule for the feet in the reader's language. */
export function useFeetRule() {
  const { t } = useI18n()
  return (rule: string): string => {
    const known = KNOWN[rule]
    return known === undefined ? rule : t(`climbs.feetRule.${known}`)
  }
}
