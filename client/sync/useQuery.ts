import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import { useSync } from './syncStore'
import { ApiError } from '../api/api'
import type { AskedState } from '../ui/askedState'

/**
 * A question of a page to the server. The answer stays while it is asked again, and it is asked again by itself once
 * the network is back.
 */
export function useQuery<T>(ask: () => Promise<T>) {
  const sync = useSync()
  const data: ShallowRef<T | null> = shallowRef(null)
  const failure = shallowRef<ApiError | null>(null)
  const busy = shallowRef(false)
  let last = 0

  /** If answers overtake each other, the one that was asked for last counts. */
  async function load(): Promise<void> {
    const mine = ++last
    busy.value = true
    try {
      const answer = await ask()
      if (mine === last) [data.value, failure.value] = [answer, null]
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (mine === last) failure.value = error
    } finally {
      if (mine === last) busy.value = false
    }
  }

  const state = computed<AskedState>(() => {
    if (failure.value?.status === 404) return 'missing'
    if (data.value !== null) return 'ready'
    if (failure.value === null) return 'loading'
    return failure.value.code === 'offline' ? 'offline' : 'failed'
  })

  watch(() => sync.state, now => {
    if (now === 'live' && failure.value?.code === 'offline') void load()
  })
  void load()
  return { data, state, failure, busy, load }
}
