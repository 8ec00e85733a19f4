import { computed, reactive, shallowRef, type Ref } from 'vue'

const AT_FIRST = 12
const THEN = 50

/** The first things of a long list; `show` adds fifty more, of the `more` that remain. */
export function useShowMore<T>(all: Readonly<Ref<readonly T[]>>) {
  const most = shallowRef(AT_FIRST)
  return reactive({
    shown: computed(() => all.value.slice(0, most.value)),
    more: computed(() => Math.max(0, all.value.length - most.value)),
    show: () => void (most.value += THEN),
  })
}
