import { expect, test } from 'vitest'
import { Place } from './place'

const lynx = { id: 's1', user: { id: 'u1', name: 'lynx', colour: '#123456', avatar_path: null }, hold: 101 }
const news = (values: object) => ({ face: 'pan', set: [lynx], gone: [], guests: 2, ...values })

test('[NODE-3] who is on another server is told here once, kept while they are said again, and forgotten in silence', () => {
  const place = new Place()
  place.hear('other', news({}), 12)
  expect(place.newsForSockets()).toEqual({ set: [lynx], gone: [], guests: 2 })
  place.hear('other', news({}), 17)
  expect(place.newsForSockets()).toBeNull()
  place.forget(({ until }) => until < 15)
  expect(place.newsForSockets()).toBeNull()
  place.forget(({ until }) => until < 18)
  expect(place.newsForSockets()).toEqual({ set: [], gone: ['s1'], guests: 0 })
  expect(place.isEmpty).toBe(true)
})

test('[NODE-3] what another server said is not passed on as our own', () => {
  const place = new Place()
  place.hear('other', news({}), 12)
  expect([place.newsForServers('pan'), place.ours('pan')]).toEqual([null, null])
  place.put({ ...lynx, id: 's2' })
  expect(place.newsForServers('pan')).toEqual({ face: 'pan', set: [{ ...lynx, id: 's2' }], gone: [], guests: 0 })
})

test('[NODE-3] a server that is gone takes its own people along, and no others', () => {
  const place = new Place()
  place.hear('one', news({}), 12)
  place.hear('two', news({ set: [{ ...lynx, id: 's2' }], guests: 1 }), 12)
  place.forget(({ node }) => node === 'one')
  expect(place.everybody().map(({ id }) => id)).toEqual(['s2'])
  expect(place.guests).toBe(1)
})
