import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HoldMark } from './canvas/scene'

/** The additions of a page to the wall. */
export const useSceneExtras = defineStore('sceneExtras', () => {
  const marks = shallowRef<ReadonlyMap<number, HoldMark> | null>(null)
  /** Holds of which one has spoken, where that is of use. */
  const told = shallowRef<ReadonlySet<number> | null>(null)
  return { marks, told }
})
