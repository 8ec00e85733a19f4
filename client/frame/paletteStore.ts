import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** The list of everything that one can go to or do. */
export const usePalette = defineStore('palette', () => {
  const isOpen = shallowRef(false)
  return { isOpen }
})
