import { expect, it } from 'vitest'
import { climbFixture } from '../../testing/climbFixture'
import { neighbours } from './neighbours'

it('climbs are gone through one after another, within what is shown', () => {
  const climbs = ['a', 'b', 'c'].map(id => climbFixture(id))
  const walk = (id: string | null) => {
    const { at, previous, next } = neighbours(climbs, id)
    return [at, previous?.id ?? null, next?.id ?? null]
  }
  expect([walk('a'), walk('b'), walk('c')]).toEqual([[0, null, 'b'], [1, 'a', 'c'], [2, 'b', null]])
  expect([walk(null), walk('gone')]).toEqual([[-1, null, 'a'], [-1, null, 'a']])
})
