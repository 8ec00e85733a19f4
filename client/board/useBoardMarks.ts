import { computed, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useFaces } from '../wall/facesStore'
import { useMarks } from './marksStore'
import { useSync } from '../sync/syncStore'
import { useWallState } from '../wall/useWallState'

/** The wait in browsers that do not say when they are idle, milliseconds. */
const SOON_MS = 1000
const whenIdle = (work: () => void): void =>
  void ('requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 4 * SOON_MS }) : setTimeout(work, SOON_MS))

/** The sheet's marks are there among the holds and the climbs, unless one does not want to see them. */
export function useBoardMarks(): void {
  const route = useRoute()
  const faces = useFaces()
  const marks = useMarks()
  const sync = useSync()
  const { state } = useWallState()
  /** The code for documents is fetched only once the list and the wall are there. */
  const mayAccompany = shallowRef(false)
  watch(state, (is, _, onCleanup) => {
    if (is !== 'ready' || mayAccompany.value) return
    let isCancelled = false
    whenIdle(() => { mayAccompany.value ||= !isCancelled })
    onCleanup(() => { isCancelled = true })
  }, { immediate: true })
  const isAmong = computed(() => route.meta.navTab === 'holds' || (route.meta.navTab === 'climbs' && mayAccompany.value))
  const wanted = computed(() => (route.name === 'sheet' || (isAmong.value && marks.isShown) ? faces.currentId : null))
  // The code that a lost network kept away is fetched once the network is back.
  watch([wanted, () => sync.state], ([faceId]) => void marks.follow(faceId), { immediate: true })
}
