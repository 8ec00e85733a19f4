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
  return { list, byId }
})
