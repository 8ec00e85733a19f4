import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'
import { ApiError } from '../api/api'
import { useSession } from '../account/sessionStore'
import { useLists } from './listsStore'

/** Fetches somebody else's list where a link leads to a climb within it. Without it one steps through what was found. */
export function useOpenedList(): void {
  const route = useRoute()
  const lists = useLists()
  const session = useSession()
  const asked = computed(() => (session.ready && typeof route.query['liste'] === 'string' ? route.query['liste'] : null))
  watch(asked, async (id) => {
    if (id === null || lists.find(id)) return
    await lists.open(id).catch((failure: unknown) => {
      if (!(failure instanceof ApiError)) throw failure
    })
  }, { immediate: true })
}
