import { nextTick } from 'vue'
import { useRouter } from 'vue-router'
import type { KeptSearch } from '../../../shared/model/climbList'
import { useFaces } from '../../wall/facesStore'
import { addressOf } from './keptQuery'
import { useSearchActions } from './useSearchActions'

/** [SEARCH-3] Shows what a kept search finds, on its wall; from then on none of it is new. */
export function useOpenSearch(): (search: KeptSearch) => Promise<void> {
  const router = useRouter()
  const faces = useFaces()
  const { see } = useSearchActions()
  return async (search) => {
    if (search.face_id !== faces.currentId) {
      faces.choose(search.face_id)
      // The search of the wall that one leaves ends first.
      await nextTick()
    }
    await router.push({ path: '/', query: addressOf(search.query) })
    see(search)
  }
}
