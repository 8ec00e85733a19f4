import { defineStore } from 'pinia'
import { computed } from 'vue'
import { lockOn, type Lock } from '../../shared/model/lock'
import { useFaces } from './faces'
import { live } from './live'

/** What an admin locked of the current face. */
export const useLocks = defineStore('locks', () => {
  const { tables } = live()
  const faces = useFaces()
  const list = computed(() => [...tables.rows(`face:${faces.currentId ?? ''}`, 'lock').values()])
  const on = (holdId: number): Lock | null => lockOn(list.value, holdId)
  return { on }
})
