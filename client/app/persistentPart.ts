import { defineAsyncComponent, type Component } from 'vue'

const AGAIN_MS = 1000
const LONGEST_MS = 15_000
const TRIES = 20

/** A part of the page that is fetched when it is needed, again and again where the network is bad: without it there is nothing to see. */
export const persistentPart = <C extends Component>(load: () => Promise<{ default: C }>): C => defineAsyncComponent<C>({
  loader: async () => (await load()).default,
  onError: (_error, retry, fail, attempts) => {
    if (attempts > TRIES) fail()
    else setTimeout(retry, Math.min(LONGEST_MS, AGAIN_MS * 2 ** (attempts - 1)))
  },
})
