import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useFaces } from './facesStore'
import { useConnection } from '../sync/connection'
import { faceFeed } from '../../shared/feedName'

/** The holds of the current face. */
export const useHolds = defineStore('holds', () => {
  const { tables } = useConnection()
  const faces = useFaces()
  const list = computed(() => {
    const id = faces.currentId
    return id === null ? [] : [...tables.rows(faceFeed(id), 'hold').values()].sort((a, b) => a.id - b.id)
  })
  const byId = computed(() => new Map(list.value.map(hold => [hold.id, hold])))
  /** [GYM-8] Those that left the wall. */
  const gone = computed<ReadonlySet<number>>(() => new Set(list.value.filter(({ removed_at }) => Boolean(removed_at)).map(({ id }) => id)))
  return { list, byId, gone }
})
