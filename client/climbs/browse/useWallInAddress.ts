import { nextTick, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useFaces } from '../../wall/facesStore'

/** [SHARE-7] A link to a search names its wall: that wall is opened, and then the address tells the search alone. */
export function useWallInAddress(): void {
  const route = useRoute()
  const router = useRouter()
  const faces = useFaces()
  watch(() => route.query['face_id'], async (id) => {
    if (typeof id !== 'string') return
    const { path, query: { face_id: _, ...query } } = route
    if (id !== faces.currentId) {
      faces.choose(id)
      // The search of the wall that one leaves ends first.
      await nextTick()
    }
    await router.replace({ path, query })
  }, { immediate: true })
}
