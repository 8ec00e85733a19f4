import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { VotedPart } from '../../shared/model/annotation'
import { useFaces } from './faces'

/** Going along the wall from hold to hold, saying one part of each. */
export const useWalk = defineStore('walk', () => {
  const faces = useFaces()
  const isOn = shallowRef(false)
  const part = shallowRef<VotedPart>('grip_type')
  /** Whether the wall follows to the hold: one stepped to it, and did not touch it oneself. */
  const follows = shallowRef(false)

  function stop(): void {
    isOn.value = false
  }
  watch(() => faces.currentId, stop)

  return { isOn, part, follows, stop }
})
