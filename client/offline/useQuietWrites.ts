import { useI18n } from 'vue-i18n'
import { useToasts } from '../ui/toastsStore'
import { WriteRefused } from './outboxStore'

/** For writes that show at once: only their refusal is told, and what is taken away is offered back. */
export function useQuietWrites() {
  const { t } = useI18n()
  const toasts = useToasts()

  const say = (failure: unknown): void => {
    toasts.show({ tone: 'danger', text: (failure instanceof WriteRefused && failure.detail) || t('app.failed') })
  }
  const settled = (work: Promise<unknown>): Promise<void> => work.then(() => undefined, say)
  const quietly = (work: Promise<unknown>): void => void settled(work)
  const offerBack = (text: string, undo: () => Promise<unknown>): void =>
    toasts.show({ text, action: { label: t('app.undo'), perform: () => quietly(undo()) } })
  return { quietly, settled, offerBack }
}
