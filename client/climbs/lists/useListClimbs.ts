import { computed } from 'vue'
import type { ClimbList } from '../../../shared/model/climbList'
import { useClimbs } from '../climbsStore'
import { useLogbook } from '../../ascents/logbookStore'
import { withOwnGrades } from '../../ascents/ownGrades'
import { useOutbox } from '../../offline/outboxStore'

/** The climbs of a list that hang on the wall before which one stands, in their order. */
export function useListClimbs(list: () => ClimbList | null) {
  const climbs = useClimbs()
  const logbook = useLogbook()
  const outbox = useOutbox()
  /** A climb that was put in before the server had named it. */
  const named = computed(() => (list()?.climb_ids ?? []).map(id => outbox.names.get(id) ?? id))
  return {
    climbs: computed(() => withOwnGrades(named.value.flatMap(id => climbs.byId.get(id) ?? []), logbook.ownGrades)),
    /** On another wall, or gone. */
    missing: computed(() => named.value.filter(id => !climbs.byId.has(id))),
  }
}
