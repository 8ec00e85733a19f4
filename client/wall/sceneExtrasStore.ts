import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HoldSign } from './canvas/scene'

/** The additions of a page to the wall. */
export const useSceneExtras = defineStore('sceneExtras', () => {
  const signs = shallowRef<ReadonlyMap<number, HoldSign> | null>(null)
  /** Holds that one annotated, where a page shows that. */
  const annotated = shallowRef<ReadonlySet<number> | null>(null)
  return { signs, annotated }
})
