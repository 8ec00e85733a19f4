import { watch, type Ref } from 'vue'
import type { ClimbRow } from '../../shared/model/climb'
import { useSource } from './sourceStore'

/** [SOURCE-13] While one looks at Stokt, who sent a climb and what is said of it are read there when its card opens. */
export function useOpenInStokt(climb: Ref<Pick<ClimbRow, 'id' | 'face_id'>>): void {
  const source = useSource()
  // A whole reading of the wall leaves out what is read of a climb alone.
  watch(() => (source.isStokt ? `${climb.value.id} ${source.fullAt}` : null), (now) => {
    if (now !== null) void source.openClimb(climb.value)
  }, { immediate: true })
}
