import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useHolds } from '../stores/holds'

/** In the address behind the page: going back closes the card, and a link to it opens it. */
const PLACE = /^#prise-(\d+)$/
let wasPushed = false

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
    if (holdId.value !== null) return void router.replace(to)
    wasPushed = true
    void router.push(to)
  }
  function close(): void {
    if (holdId.value === null) return
    if (wasPushed) router.back()
    else void router.replace({ path: route.path, query: route.query })
    wasPushed = false
  }
  return { holdId, open, close }
}
