import { defineAsyncComponent, type Component } from 'vue'
import { backoffMs } from '../../shared/rules/backoff'

const RETRY = { firstMs: 1000, longestMs: 15_000 }
const TRIES = 20

/** A component that is loaded when it is needed. On a bad network it is tried many times, because nobody would ask for it again. */
export const persistentPart = <C extends Component>(load: () => Promise<{ default: C }>): C => defineAsyncComponent<C>({
  loader: async () => (await load()).default,
  onError: (_error, retry, fail, attempts) => {
    if (attempts > TRIES) fail()
    else setTimeout(retry, backoffMs(attempts - 1, RETRY))
  },
})
