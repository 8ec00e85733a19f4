import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from './sessionStore'
import { useToasts } from '../ui/toastsStore'

/** [ME-5] Whoever is logged out from elsewhere is told why. */
export function useSessionEnd(): void {
  const { t } = useI18n()
  const session = useSession()
  const toasts = useToasts()
  watch(() => session.endedBy, reason => {
    if (reason !== null) toasts.show({ text: t(`account.ended.${reason}`), tone: 'danger' })
  }, { immediate: true })
  watch(() => session.wasKept, isKept => {
    if (isKept) toasts.show({ text: t('people.delete.kept') })
  })
}
