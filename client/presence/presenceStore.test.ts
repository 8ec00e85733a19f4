import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useFaces } from '../wall/facesStore'
import { fakeConnection } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { usePresence } from './presenceStore'

let fake = fakeConnection()

const somebody = (id: string, hold: number | null = null) => ({
  id,
  user: { id: `user ${id}`, name: id, colour: '#000', avatar_path: null },
  hold,
})

beforeEach(() => {
  vi.useFakeTimers()
  fake = fakeConnection()
  testStores({ connection: fake.appConnection })
  useFaces().choose('f')
})
afterEach(() => {
  vi.useRealTimers()
})

describe('presence', () => {
  it('knows the others at this face, not me', () => {
    const presence = usePresence()
    fake.presence({ face: 'f', set: [somebody('a'), somebody('me'), somebody('b')], gone: [], guests: 3, all: true })
    fake.presence({ face: 'f', set: [somebody('a', 7)], gone: ['b'], guests: 2 })
    fake.presence({ face: 'elsewhere', set: [somebody('c')], gone: [], guests: 9 })
    expect(presence.others).toEqual([somebody('a', 7)])
    expect(presence.guests).toBe(2)
    fake.presence({ face: 'f', set: [somebody('d')], gone: [], guests: 0, all: true })
    expect(presence.others).toEqual([somebody('d')])
  })

  it('tells at most 20 times a second, the last thing last', () => {
    const presence = usePresence()
    for (let hold = 1; hold <= 100; hold++) {
      presence.look({ hold })
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(100)
    expect(fake.looked.length).toBeGreaterThan(15)
    expect(fake.looked.length).toBeLessThanOrEqual(21)
    expect(fake.looked.at(-1)).toEqual({ face: 'f', hold: 100, point: null, mode: 'look' })
  })

  it('adds to what was told before', () => {
    const presence = usePresence()
    presence.look({ hold: 7, mode: 'annotate' })
    presence.look({ point: [1, 2] })
    vi.advanceTimersByTime(100)
    expect(fake.looked).toEqual([{ face: 'f', hold: 7, point: [1, 2], mode: 'annotate' }])
  })

  it('tells again at each connection and at each face, and forgets who was there', async () => {
    const presence = usePresence()
    fake.presence({ face: 'f', set: [somebody('a')], gone: [], guests: 1, all: true })
    fake.connection(false)
    expect([presence.others, presence.guests]).toEqual([[], 0])
    fake.connection(true)
    useFaces().choose('g')
    await nextTick()
    expect(fake.looked.map(it => it.face)).toEqual(['f', 'g'])
  })

  it('keeps the hold that an address named before the face was known', async () => {
    testStores({ connection: fake.appConnection })
    const presence = usePresence()
    presence.look({ hold: 7, mode: 'annotate' })
    useFaces().choose('h')
    await nextTick()
    vi.advanceTimersByTime(100)
    expect(fake.looked.at(-1)).toEqual({ face: 'h', hold: 7, point: null, mode: 'annotate' })
  })
})
