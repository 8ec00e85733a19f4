import { computed } from 'vue'
import { useFaces } from './facesStore'
import { useHolds } from './holdsStore'
import { useSync } from '../sync/syncStore'
import { GLOBAL_FEED, faceFeed } from '../../shared/feedName'

export type WallState = 'ready' | 'loading' | 'offline' | 'refused' | 'no-wall'

/** Tells whether there is a wall to show, and if not, why. A wall that was once read stays readable offline. */
export function useWallState() {
  const faces = useFaces()
  const holds = useHolds()
  const sync = useSync()

  const state = computed<WallState>(() => {
    const feed = sync.feeds.get(faces.currentId === null ? GLOBAL_FEED : faceFeed(faces.currentId))
    if (holds.list.length > 0) return 'ready'
    if (feed?.phase === 'refused') return 'refused'
    if (sync.state === 'offline') return 'offline'
    if (faces.currentId === null && feed?.phase === 'live') return 'no-wall'
    return feed?.phase === 'live' ? 'ready' : 'loading'
  })
  return { state }
}
