import { useI18n } from 'vue-i18n'
import { ApiError } from './api'
import { useToasts } from '../ui/toastsStore'

/** Does what one tap asks of the server and resolves with whether it was done; a toast says why not. */
export function useAction() {
  const { t } = useI18n()
  const toasts = useToasts()

  async function attempt(ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask()
      return true
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      toasts.show({ text: failure.detail || t('app.failed'), tone: 'danger' })
      return false
    }
  }
  return { attempt }
}
