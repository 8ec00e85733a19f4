import { describe, expect, it } from 'vitest'
import { useSorted } from './useSorted'

const rows = [{ name: 'b', uses: 1 }, { name: 'a', uses: 1 }, { name: 'c', uses: 0 }]
const ways = {
  name: (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name),
  uses: (a: { uses: number }, b: { uses: number }) => a.uses - b.uses,
}

describe('a list that is sorted by a column', () => {
  it('puts rows in the order that is asked for, and the other way round', () => {
    const { order, sorted } = useSorted(() => rows, ways, { by: 'name', down: false })
    expect(sorted.value.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    order.value = { by: 'name', down: true }
    expect(sorted.value.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
  })

  it('leaves what is equal as it came, either way', () => {
    const { order, sorted } = useSorted(() => rows, ways, { by: 'uses', down: false })
    expect(sorted.value.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
    order.value = { by: 'uses', down: true }
    expect(sorted.value.map(({ name }) => name)).toEqual(['b', 'a', 'c'])
  })
})
