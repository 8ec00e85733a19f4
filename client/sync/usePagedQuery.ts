import { computed, shallowRef, type ShallowRef } from 'vue'
import { useQuery } from './useQuery'

interface Page<T> {
  results: T[]
  count: number
  page_size: number
}

/** A list that the server tells page by page, newest first: each page comes under the one before. */
export function usePagedQuery<T extends { id: string }>(ask: (page: number) => Promise<Page<T>>) {
  const rows: ShallowRef<readonly T[]> = shallowRef([])
  let page = 1

  const { data, state, failure, busy, load } = useQuery(async () => {
    const answer = await ask(page)
    // A new row pushes the rest down, so that one may come twice.
    rows.value = page === 1 ? joined(answer.results, rows.value) : joined(rows.value, answer.results)
    return answer
  })
  const hasMore = computed(() => rows.value.length < (data.value?.count ?? 0))

  async function more(): Promise<void> {
    page = Math.floor(rows.value.length / (data.value?.page_size ?? 1)) + 1
    await load()
  }
  /** A new row comes on top. */
  async function refresh(): Promise<void> {
    page = 1
    await load()
  }
  return { rows, state, failure, busy, hasMore, more, refresh }
}

function joined<T extends { id: string }>(first: readonly T[], then: readonly T[]): readonly T[] {
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...then.filter(({ id }) => !known.has(id))]
}
