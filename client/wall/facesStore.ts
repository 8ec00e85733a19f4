import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { useConnection } from '../sync/connection'
import { persistedRef } from '../ui/persistedRef'
import { GLOBAL_FEED, faceFeed } from '../../shared/feedName'

/** The gyms and their faces, and the one we stand before. */
export const useFaces = defineStore('faces', () => {
  const { feeds, tables } = useConnection()
  feeds.follow(GLOBAL_FEED)

  const gyms = computed(() => [...tables.rows(GLOBAL_FEED, 'gym').values()].sort(byName))
  const faces = computed(() => [...tables.rows(GLOBAL_FEED, 'face').values()].sort(byName))
  const chosen = persistedRef('mastoc.face', stored => (typeof stored === 'string' ? stored : null))
  /** The last choice counts until the list shows that it is gone; a new wall takes nobody away from theirs. */
  const currentId = computed<string | null>(before => {
    const known = faces.value
    if (known.length === 0 || known.some(face => face.id === chosen.value)) return chosen.value
    if (known.some(face => face.id === before)) return before ?? null
    return (known.find(face => face.is_active) ?? known[0])?.id ?? null
  })
  const current = computed(() => {
    const id = currentId.value
    if (id === null) return null
    return tables.rows(faceFeed(id), 'face').get(id) ?? faces.value.find(face => face.id === id) ?? null
  })

  watch(currentId, (id, before) => {
    if (before) feeds.unfollow(faceFeed(before))
    if (id === null) return
    feeds.follow(faceFeed(id))
    // A wall that was shown without a choice counts as well: at the next visit there may be more walls.
    chosen.value = id
  }, { immediate: true, flush: 'sync' })

  function choose(id: string): void {
    chosen.value = id
  }

  return { gyms, faces, currentId, current, choose }
})

const byName = (a: { name: string; id: string }, b: { name: string; id: string }): number =>
  a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)
