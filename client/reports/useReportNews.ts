import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useToasts } from '../ui/toastsStore'
import { useReports } from './reportsStore'

/** [REPORT-9] Tells a reporter, while they are here, that an admin answered. */
export function useReportNews(): void {
  const { t } = useI18n()
  const router = useRouter()
  const toasts = useToasts()
  const reports = useReports()
  watch(() => reports.mine, (now, before) => {
    const open = new Set(before.filter(({ state }) => state === 'open').map(({ id }) => id))
    const answered = now.filter(({ id, state }) => state === 'resolved' && open.has(id))
    if (answered.length === 0) return
    toasts.show({
      text: t('app.report.answered', answered.length),
      action: { label: t('app.report.read'), perform: () => void router.push('/moi') },
    })
  })
}
