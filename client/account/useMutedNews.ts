import { watch } from 'vue'
import { useToasts } from '../ui/toastsStore'
import { useMuted } from './useMuted'
import { useSession } from './sessionStore'

/** [PEOPLE-14] Tells a person at once that they are muted, wherever they are in the app. */
export function useMutedNews(): void {
  const { muted } = useMuted()
  const session = useSession()
  const toasts = useToasts()
  watch(() => ({ id: session.user?.id, text: muted.value }), (now, before) => {
    // Whoever logs in reads it where they would write.
    if (now.id === before.id && now.text !== '' && before.text === '') toasts.show({ text: now.text, tone: 'danger' })
  })
}
