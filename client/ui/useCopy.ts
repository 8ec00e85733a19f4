import { useI18n } from 'vue-i18n'
import { useToasts } from './toastsStore'

/** Copies a text and says so; where the browser does not let us (no TLS), says that. */
export function useCopy() {
  const { t } = useI18n()
  const toasts = useToasts()

  async function copy(text: string): Promise<boolean> {
    const clipboard = (navigator as { clipboard?: Clipboard }).clipboard
    const done = await (clipboard?.writeText(text).then(() => true, () => false) ?? false)
    toasts.show({ text: t(done ? 'app.copied' : 'app.notCopied') })
    return done
  }
  return { copy }
}
