import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** The send whose details are being edited, by its id; null: none. */
export const useAscentForm = defineStore('ascentForm', () => {
  const editing = shallowRef<string | null>(null)
  return { editing }
})
