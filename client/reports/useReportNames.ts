import { useI18n } from 'vue-i18n'
import type { ReportKind } from '../../shared/model/report'

/** The name of the reported thing in words: “Note de la prise D9”. */
export function useReportNames() {
  const { t } = useI18n()
  return (kind: ReportKind, name: string): string => (name === '' ? t(`report.nameless.${kind}`) : t(`report.thing.${kind}`, { name }))
}
