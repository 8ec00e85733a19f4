import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useClimbs } from './climbsStore'
import { useOutbox } from '../offline/outboxStore'

/** The climb that the address names, and the way to its neighbours in the list. */
export function useClimbSteps() {
  const route = useRoute()
  const router = useRouter()
  const climbs = useClimbs()
  const outbox = useOutbox()

  const id = computed(() => (route.name === 'climb' ? String(route.params['id']) : null))
  const climb = computed(() => (id.value === null ? null : (climbs.byId.get(id.value) ?? null)))
  const at = computed(() => climbs.shown.findIndex(({ id: known }) => known === id.value))

  watch(id, now => climbs.open(now), { immediate: true })
  /** It was opened before the server had named it. */
  watch(() => outbox.names.get(id.value ?? ''), name => {
    if (name !== undefined) void router.replace({ path: `/bloc/${name}`, query: route.query })
  }, { immediate: true })

  function go(step: () => void): void {
    // The list forgets what is open when the wall behind it changes.
    climbs.open(id.value)
    step()
    if (climbs.openId === null || climbs.openId === id.value) return
    void router.replace({ path: `/bloc/${climbs.openId}`, query: route.query })
  }
  const next = (): void => (id.value === null && climbs.shown[0] ? void router.push(`/bloc/${climbs.shown[0].id}`) : go(climbs.next))
  const previous = (): void => go(climbs.previous)
  /** The number of climbs that one steps through. */
  const count = computed(() => climbs.shown.length)
  const hasNext = computed(() => at.value < climbs.shown.length - 1)
  const hasPrevious = computed(() => at.value > 0)

  return { climb, at, count, isFiltered: computed(() => climbs.isFiltered), next, previous, hasNext, hasPrevious }
}
