import { useI18n } from 'vue-i18n'
import { onScopeDispose } from 'vue'
import { useApi } from '../api/useApi'
import { useToasts } from '../ui/toastsStore'

/** [RATE-6] Says so when what one did has to wait a moment. */
export function useWaitToasts(): void {
  const { onWait } = useApi()
  const { t } = useI18n()
  const { show } = useToasts()
  onScopeDispose(onWait(seconds => show({ text: t('app.tooFast', { seconds }) })))
}
