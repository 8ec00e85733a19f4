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
  const all = computed(() => [...tables.rows(GLOBAL_FEED, 'face').values()].sort(byPlace))
  const chosen = persistedRef('mastoc.face', stored => (typeof stored === 'string' ? stored : null))
  /** The last choice counts until the list shows that it is gone; a new wall takes nobody away from theirs. */
  const currentId = computed<string | null>(before => {
    const known = all.value
    if (known.length === 0 || known.some(face => face.id === chosen.value)) return chosen.value
    if (known.some(face => face.id === before)) return before ?? null
    return (known.find(face => face.is_active && !face.is_archived) ?? known[0])?.id ?? null
  })
  /** [GYM-10] The walls to choose from: an archived one only while one stands before it. */
  const faces = computed(() => all.value.filter(face => !face.is_archived || face.id === currentId.value))
  const current = computed(() => {
    const id = currentId.value
    if (id === null) return null
    return tables.rows(faceFeed(id), 'face').get(id) ?? all.value.find(face => face.id === id) ?? null
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

  return { gyms, all, faces, currentId, current, choose }
})

const byPlace = (a: { position: number; name: string; id: string }, b: { position: number; name: string; id: string }): number =>
  a.position - b.position || byName(a, b)

const byName = (a: { name: string; id: string }, b: { name: string; id: string }): number =>
  a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)
