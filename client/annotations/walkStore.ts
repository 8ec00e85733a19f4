import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { VotedPart } from '../../shared/model/annotationParts'
import { useFaces } from '../wall/facesStore'

/** Going along the wall from hold to hold, saying one part of each. */
export const useWalk = defineStore('walk', () => {
  const faces = useFaces()
  const isOn = shallowRef(false)
  const part = shallowRef<VotedPart>('grip_type')
  /**
   * The way in which the wall goes to the hold: not at all where one touched it oneself, sliding from step to step, near where one
   * comes to it from a list.
   */
  const follows = shallowRef<false | 'sliding' | 'near'>(false)

  function stop(): void {
    isOn.value = false
  }
  watch(() => faces.currentId, stop)

  return { isOn, part, follows, stop }
})
