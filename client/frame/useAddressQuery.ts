import { useRoute, useRouter, type LocationQueryRaw, type Router } from 'vue-router'

/**
 * Runs at once, or after the navigation that is under way: a `replace` meanwhile would call it off,
 * and whoever tapped a climb would stay where they were.
 */
function afterNavigation(router: Router): (act: () => void) => void {
  let isUnderWay = false
  let waiting: (() => void)[] = []
  const arrive = () => {
    isUnderWay = false
    const acts = waiting
    waiting = []
    for (const act of acts) act()
  }
  router.beforeEach(() => {
    isUnderWay = true
  })
  router.afterEach(arrive)
  router.onError(arrive)
  // A navigation that began in this very moment is only known once its first promises are.
  return act => void setTimeout(() => isUnderWay ? void waiting.push(act) : act())
}

/** Writes into the address of whatever page is open. @returns takes what the query shall be, given what it is */
export function useAddressQuery(): (change: (query: LocationQueryRaw) => LocationQueryRaw) => void {
  const route = useRoute()
  const router = useRouter()
  const settled = afterNavigation(router)
  return change => settled(() => void router.replace({ path: route.path, query: change(route.query) }))
}
