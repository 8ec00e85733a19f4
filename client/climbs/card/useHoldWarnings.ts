import { storeToRefs } from 'pinia'
import { computed, onScopeDispose, watchEffect, type Ref } from 'vue'
import type { Condition } from '../../../shared/model/annotationParts'
import type { ClimbRow } from '../../../shared/model/climb'
import { holdIdsOf } from '../climbHolds'
import { useConsensus } from '../../annotations/consensusStore'
import type { HoldSign } from '../../wall/canvas/scene'
import { useSceneExtras } from '../../wall/sceneExtrasStore'

export interface HoldWarning {
  holdId: number
  condition: Condition
}

/** The holds of a climb whose state, as officially agreed, is not good; they are marked on the wall too. */
export function useHoldWarnings(climb: Ref<ClimbRow | null>) {
  const consensus = useConsensus()
  const { signs } = storeToRefs(useSceneExtras())

  const warnings = computed<HoldWarning[]>(() => {
    return (climb.value ? holdIdsOf(climb.value) : []).flatMap(holdId => {
      const said = consensus.of(holdId)
      if (!said?.condition_official || said.condition === null || said.condition === 'ok') return []
      return [{ holdId, condition: said.condition as Condition }]
    })
  })

  watchEffect(() => {
    signs.value = warnings.value.length === 0 ? null : new Map(warnings.value.map(({ holdId }): [number, HoldSign] => [holdId, 'warning']))
  })
  onScopeDispose(() => (signs.value = null))

  return { warnings }
}
