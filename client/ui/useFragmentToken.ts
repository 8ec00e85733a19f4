import { shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * The code that a link from a letter carries behind `#`; it leaves the address, so that nobody reads it over a shoulder
 * or in the history.
 */
export function useFragmentToken() {
  const route = useRoute()
  const token = shallowRef(decodeURIComponent(route.hash.slice(1)))
  if (route.hash !== '') void useRouter().replace({ path: route.path, query: route.query, hash: '' })
  return token
}
