import { expect, it } from 'vitest'
import { circuitOrder } from './circuit'

it('[CARD-4] reads the places of the holds in a circuit, and both of a hold that is taken twice', () => {
  const text = JSON.stringify([{ x: '1.5', y: 2, id: 101, value: '1' }, { id: 105, value: 2 }, { id: 101, value: '3' }])
  expect([...circuitOrder(text)]).toEqual([[101, '1, 3'], [105, '2']])
})

it.each(['', 'null', '{', '7', '{"id":1,"value":"1"}', '[null,1,{"id":"a","value":"1"},{"id":1},{"id":1,"value":"<b>"},{"id":1,"value":1e9}]'])(
  '[CARD-4] reads nothing from %j',
  (text) => {
    expect(circuitOrder(text).size).toBe(0)
  },
)
