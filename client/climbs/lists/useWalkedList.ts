import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import type { ClimbRow } from '../../../shared/model/climb'
import { useListClimbs } from './useListClimbs'
import { useLists } from '../../lists/listsStore'

/** [LIST-6] The list from which a climb was opened (`?liste=`) and its climbs; null where the climb is not in it. */
export function useWalkedList(
  climbId: ComputedRef<string | null>,
): { listId: ComputedRef<string | null>; climbs: ComputedRef<readonly ClimbRow[] | null> } {
  const route = useRoute()
  const lists = useLists()
  const asked = computed(() => {
    const { liste } = route.query
    return climbId.value !== null && typeof liste === 'string' ? liste : null
  })
  const { climbs } = useListClimbs(() => (asked.value === null ? null : lists.find(asked.value)))
  const isIn = computed(() => climbs.value.some(({ id }) => id === climbId.value))

  return {
    listId: computed(() => (isIn.value ? asked.value : null)),
    climbs: computed(() => (isIn.value ? climbs.value : null)),
  }
}
