import { storeToRefs } from 'pinia'
import { useWalk } from './walkStore'
import { useBottomSheet } from '../frame/bottomSheetStore'

/** Serves links that lead from a list to a hold: the wall zooms to it, and the phone's sheet leaves room to see it. */
export function useHoldOnWall() {
  const walk = useWalk()
  const { height } = storeToRefs(useBottomSheet())

  function focusHold(): void {
    walk.follows = 'near'
    if (height.value === 'full') height.value = 'half'
  }
  return { focusHold }
}
