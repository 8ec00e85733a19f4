import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useHolds } from '../wall/holdsStore'

/** Keeps the open card in the address: going back closes the card, and a link to it opens it. */
const PLACE = /^#prise-(\d+)$/
/** Going back leads to the page on which the card was opened. */
const pushedFrom = (): unknown => (history.state as { back?: unknown } | null)?.back

/** A hold's card over what one does, which is not left. */
export function useHoldOver() {
  const route = useRoute()
  const router = useRouter()
  const holds = useHolds()

  const holdId = computed(() => {
    const id = Number(PLACE.exec(route.hash)?.[1] ?? NaN)
    return route.name !== 'holds' && holds.byId.has(id) ? id : null
  })

  function open(id: number): void {
    const to = { path: route.path, query: route.query, hash: `#prise-${id}` }
    // From card to card one goes back in one step.
    void (holdId.value === null ? router.push(to) : router.replace(to))
  }
  function close(): void {
    if (holdId.value === null) return
    const page = { path: route.path, query: route.query }
    if (pushedFrom() === router.resolve(page).fullPath) router.back()
    else void router.replace(page)
  }
  return { holdId, open, close }
}
