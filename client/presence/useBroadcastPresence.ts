import { watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { usePresence } from './presenceStore'

/** Tells the others on which hold and at what one is. */
export function useBroadcastPresence(selected: Ref<number | null>): void {
  const route = useRoute()
  const presence = usePresence()
  watch([selected, () => route.meta.mode], ([hold, mode]) => {
    presence.look({ hold, mode: mode === 'paint' ? 'set' : mode === 'pick' || mode === 'draw' ? 'annotate' : 'look' })
  }, { immediate: true })
}
