import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { useClimbs } from '../climbs/climbsStore'
import { useSelection } from '../wall/selectionStore'
import { useWalk } from '../annotations/walkStore'
import type { Frame } from '../wall/camera/framing'
import { useDraft } from '../climbs/set/draftStore'
import { useScene } from './useScene'

/** The target of the camera: the open hold, else the open climb. */
export function useFrame() {
  const route = useRoute()
  const climbs = useClimbs()
  const draft = useDraft()
  const walk = useWalk()
  const selection = useSelection()
  const { selected } = useScene()

  const climb = computed<Frame | null>(() => {
    const id = String(route.params['id'])
    if (route.name === 'climb') return frameOf(id, holdIds(climbs.byId.get(id)?.holds_list))
    // While it is changed, what is painted does not move the wall.
    return route.name === 'edit' ? frameOf(id, (draft.original?.draft.holds ?? []).map(({ hold_id }) => hold_id)) : null
  })
  return computed<Frame | null>(() => {
    if (selected.value === null || selection.isOn) return climb.value
    return { key: `hold ${selected.value}`, holds: [selected.value], manner: walk.follows === false ? 'seen' : walk.follows }
  })
}

const holdIds = (text = ''): number[] => (parseHoldsList(text) ?? []).map(({ hold_id }) => hold_id)

const frameOf = (id: string, holds: readonly number[]): Frame | null =>
  holds.length === 0 ? null : { key: `climb ${id} ${holds.join()}`, holds, manner: 'all' }
