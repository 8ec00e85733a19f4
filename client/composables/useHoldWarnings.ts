import { computed, onScopeDispose, watchEffect, type Ref } from 'vue'
import type { Condition } from '../../shared/model/annotation'
import type { ClimbRow } from '../../shared/model/climb'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { useAnnotations } from '../stores/annotations'
import type { HoldMark } from '../wall/scene'
import { useSceneExtras } from './useScene'

export interface HoldWarning {
  holdId: number
  condition: Condition
}

/** The holds of a climb whose state, as officially agreed, is not good; they are marked on the wall too. */
export function useHoldWarnings(climb: Ref<ClimbRow | null>) {
  const annotations = useAnnotations()
  const { marks } = useSceneExtras()

  const warnings = computed<HoldWarning[]>(() => {
    const ids = new Set((parseHoldsList(climb.value?.holds_list ?? '') ?? []).map(hold => hold.hold_id))
    return [...ids].flatMap(holdId => {
      const consensus = annotations.consensusOf(holdId)
      if (!consensus?.condition_official || consensus.condition === null || consensus.condition === 'ok') return []
      return [{ holdId, condition: consensus.condition as Condition }]
    })
  })

  watchEffect(() => {
    marks.value = warnings.value.length === 0 ? null : new Map(warnings.value.map(({ holdId }): [number, HoldMark] => [holdId, 'warning']))
  })
  onScopeDispose(() => (marks.value = null))

  return { warnings }
}
