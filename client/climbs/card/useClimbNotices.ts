import { computed, type Ref } from 'vue'
import type { ClimbRow } from '../../../shared/model/climb'
import { holdIdsOf } from '../climbHolds'
import { useHolds } from '../../wall/holdsStore'
import { useLocks } from '../../wall/locksStore'
import { useMarks } from '../../board/marksStore'
import { touches } from '../../wall/marks/touches'

/** [MARK-6] [LOCK-7] [GYM-8] What is drawn over holds of a climb, which of them are locked, and which left the wall. */
export function useClimbNotices(climb: Ref<ClimbRow | null>) {
  const marks = useMarks()
  const locks = useLocks()
  const holds = useHolds()
  const ids = computed(() => (climb.value ? [...new Set(holdIdsOf(climb.value))] : []))
  const drawn = computed(() => marks.list.flatMap(mark => {
    const touched = ids.value.filter(id => touches(mark, holds.byId.get(id)?.polygon_str ?? ''))
    return touched.length > 0 ? [{ mark, holds: touched }] : []
  }))
  const locked = computed(() => locks.list.filter(lock => lock.hold_id !== null && ids.value.includes(lock.hold_id)))
  const gone = computed(() => ids.value.filter(id => holds.gone.has(id)))
  return { drawn, locked, gone }
}
