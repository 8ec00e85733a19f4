import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/**
 * [WALL-10] A preview begins when the mouse moves onto a climb. Rows that change under a mouse that rests
 * begin none: whatever is open is what the wall draws.
 */
export const usePreview = defineStore('preview', () => {
  /** The climb that the mouse is on in a list; the wall draws it instead of the open one. */
  const previewed = shallowRef<string | null>(null)
  /** A climb's preview ended while the mouse was on it: a hand that trembles there does not begin it anew. */
  let pointed: string | null = null

  function point(climbId: string): void {
    if (climbId === pointed) return
    pointed = previewed.value = climbId
  }
  /** The mouse stays where it is. */
  function end(): void {
    previewed.value = null
  }
  function leave(): void {
    pointed = previewed.value = null
  }
  return { previewed, point, end, leave }
})
