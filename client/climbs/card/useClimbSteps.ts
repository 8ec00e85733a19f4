import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { ClimbRow } from '../../../shared/model/climb'
import { useWalkedList } from '../lists/useWalkedList'
import { useOutbox } from '../../offline/outboxStore'
import { useClimbs } from '../climbsStore'
import { neighbours } from './neighbours'

/** The climb that the address names, and the way to its neighbours among those that were found, or in the list that it was opened from. */
export function useClimbSteps() {
  const route = useRoute()
  const router = useRouter()
  const climbs = useClimbs()
  const outbox = useOutbox()

  const id = computed(() => (route.name === 'climb' ? String(route.params['id']) : null))
  const climb = computed(() => (id.value === null ? null : (climbs.byId.get(id.value) ?? null)))
  const walked = useWalkedList(id)
  /** The climbs that one steps through. */
  const steps = computed(() => walked.climbs.value ?? climbs.shown)
  const around = computed(() => neighbours(steps.value, id.value))

  /** It was opened before the server had named it. */
  watch(() => outbox.names.get(id.value ?? ''), name => {
    if (name !== undefined) void router.replace({ path: `/bloc/${name}`, query: route.query })
  }, { immediate: true })

  function go(to: ClimbRow | null): void {
    if (!to) return
    const address = { path: `/bloc/${to.id}`, query: route.query }
    void (id.value === null ? router.push(address.path) : router.replace(address))
  }

  return {
    climb,
    at: computed(() => around.value.at),
    count: computed(() => steps.value.length),
    /** The list whose climbs one steps through; null: those that were found. */
    listId: walked.listId,
    isRestricted: computed(() => walked.listId.value !== null || climbs.isFiltered),
    next: () => go(around.value.next),
    previous: () => go(around.value.previous),
    hasNext: computed(() => around.value.next !== null),
    hasPrevious: computed(() => around.value.previous !== null),
  }
}
