import { computed, shallowRef } from 'vue'

export interface Order<K extends string> {
  by: K
  down: boolean
}

/** Rows in the order that one asks for, by one of the ways to compare them; what is equal stays as it came. */
export function useSorted<T, K extends string>(
  rows: () => readonly T[],
  ways: Record<K, (a: T, b: T) => number>,
  first: Order<NoInfer<K>>,
) {
  const order = shallowRef<Order<K>>(first)
  const sorted = computed(() => {
    const compare = ways[order.value.by]
    const way = order.value.down ? -1 : 1
    return [...rows()].sort((a, b) => way * compare(a, b))
  })
  return { order, sorted }
}
