import { expect, test } from 'vitest'
import { PERSON_COLOURS } from '../../shared/rules/colour'
import { FacePresence } from './facePresence'

const lynx = { id: 's1', user: { id: 'u1', name: 'lynx', colour: '#123456', avatar_path: null }, hold: 101 }
const news = (values: object) => ({ face: 'pan', set: [lynx], gone: [], guests: 2, ...values })

test('[NODE-3] who is on another server is told here once, kept while they are said again, and forgotten in silence', () => {
  const place = new FacePresence()
  place.hear('other', news({}), 12)
  expect(place.newsForSockets().others).toEqual({ set: [lynx], gone: [], guests: 2 })
  place.hear('other', news({}), 17)
  expect(place.newsForSockets()).toEqual({ editors: null, others: null })
  place.forget(({ until }) => until < 15)
  expect(place.newsForSockets()).toEqual({ editors: null, others: null })
  place.forget(({ until }) => until < 18)
  expect(place.newsForSockets().editors).toEqual({ set: [], gone: ['s1'], guests: 0 })
  expect(place.isEmpty).toBe(true)
})

test('[NODE-3] what another server said is not passed on as our own', () => {
  const place = new FacePresence()
  place.hear('other', news({}), 12)
  expect([place.newsForServers('pan'), place.ours('pan')]).toEqual([null, null])
  place.put({ ...lynx, id: 's2' })
  expect(place.newsForServers('pan')).toEqual({ face: 'pan', set: [{ ...lynx, id: 's2' }], gone: [], guests: 0 })
})

test('[NODE-3] a server that is gone takes its own people along, and no others', () => {
  const place = new FacePresence()
  place.hear('one', news({}), 12)
  place.hear('two', news({ set: [{ ...lynx, id: 's2' }], guests: 1 }), 12)
  place.forget(({ node }) => node === 'one')
  expect(place.everybody().map(({ id }) => id)).toEqual(['s2'])
  expect(place.guests).toBe(1)
})

test('[SOCKET-6] a pointer that moves is news for those who edit alone, from here and from elsewhere', () => {
  const place = new FacePresence()
  place.put({ ...lynx, point: [1, 1] })
  place.hear('other', news({ set: [{ ...lynx, id: 's2', point: [5, 5] }] }), 12)
  const { editors, others } = place.newsForSockets()
  expect([editors?.set.map(({ point }) => point), others?.set.map(({ point }) => point)]).toEqual([
    [
      [1, 1],
      [5, 5],
    ],
    [undefined, undefined],
  ])
  place.put({ ...lynx, point: [2, 2] })
  place.hear('other', news({ set: [{ ...lynx, id: 's2', point: [6, 6] }] }), 13)
  expect(place.newsForSockets()).toMatchObject({ editors: { set: [{ point: [2, 2] }, { point: [6, 6] }] }, others: null })
  place.put({ ...lynx, hold: 102, point: [3, 3] })
  place.put({ ...lynx, hold: 102, point: [4, 4] })
  expect(place.newsForSockets().others?.set).toEqual([{ ...lynx, hold: 102 }])
})

test('[SEE-9] a colour is given once as long as one is free, and again only then', () => {
  const place = new FacePresence()
  const [first = '', second = ''] = PERSON_COLOURS
  const arrive = (userId: string, wished: string) => {
    const colour = place.colourHere(userId) ?? place.freeColour(userId, wished)
    place.put({ ...lynx, id: `s-${userId}`, user: { ...lynx.user, id: userId, colour } })
    return colour
  }
  expect([arrive('a', second), arrive('b', second), arrive('a', second)]).toEqual([second, first, second])
  const rest = Array.from({ length: 8 }, (_, nth) => arrive(`c${nth}`, first))
  expect(new Set([first, second, ...rest]).size).toBe(10)
  expect(arrive('late', second)).toBe(second)
})

test('[SEE-9] where two servers gave one colour, the person whose id comes later takes another', () => {
  const place = new FacePresence()
  const [first = '', second = ''] = PERSON_COLOURS
  place.put({ ...lynx, id: 'ours', user: { ...lynx.user, id: 'u9', colour: second } })
  place.newsForServers('pan')
  place.hear('other', news({ set: [{ ...lynx, user: { ...lynx.user, id: 'u5', colour: second } }] }), 12)
  expect(place.get('ours')?.user.colour).toBe(first)
  expect(place.newsForServers('pan')?.set).toMatchObject([{ id: 'ours', user: { colour: first } }])
  place.hear('other', news({ set: [{ ...lynx, id: 's3', user: { ...lynx.user, id: 'u99', colour: first } }] }), 12)
  expect(place.get('ours')?.user.colour).toBe(first)
})
