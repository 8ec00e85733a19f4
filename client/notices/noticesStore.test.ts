import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { faceFeed, GLOBAL_FEED } from '../../shared/feedName'
import { instantOf } from '../../shared/model/instant'
import type { Notice } from '../../shared/model/notice'
import { fakeConnection, gone, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useFaces } from '../wall/facesStore'
import { useNotices } from './noticesStore'

const NOON_MS = Date.parse('2026-05-01T12:00:00Z')
const HOUR_MS = 3_600_000
let fake = fakeConnection()
const kept = new Map<string, string>()
const notice = (id: string, given: Partial<Notice> = {}) => {
  const row: Notice = {
    id, feed: 'global', level: 'info', title: '', text: `text of ${id}`, from: null, until: null, by: null, by_name: null,
    created_at: instantOf(NOON_MS), ...given,
  }
  return put('notice', id, row)
}
const ids = (notices: readonly Notice[]) => notices.map(({ id }) => id)
const first = (notices: readonly Notice[]): Notice => {
  const [one] = notices
  if (!one) throw new Error('a notice was expected')
  return one
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOON_MS })
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  fake = fakeConnection()
  testStores({ connection: fake.appConnection })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the notices of the current face', () => {
  it('[NOTICE-2] come from everybody’s feed and from the face’s, a danger first', () => {
    const [faces, notices] = [useFaces(), useNotices()]
    fake.step(GLOBAL_FEED, [put('face', 'a', { id: 'a', name: 'a', is_active: true }), notice('all'), notice('late', { created_at: instantOf(NOON_MS + 1) })])
    fake.step(faceFeed('a'), [notice('here', { level: 'danger' })])
    fake.step(faceFeed('b'), [notice('elsewhere')])
    expect(faces.currentId).toBe('a')
    expect(ids(notices.shown)).toEqual(['here', 'late', 'all'])
    fake.step(faceFeed('a'), [gone('notice', 'here')])
    expect(ids(notices.shown)).toEqual(['late', 'all'])
  })

  it('[NOTICE-2] appear and go when their time comes, though nothing arrives', () => {
    const notices = useNotices()
    fake.step(GLOBAL_FEED, [notice('later', { from: instantOf(NOON_MS + HOUR_MS), until: instantOf(NOON_MS + 2 * HOUR_MS) })])
    expect(ids(notices.shown)).toEqual([])
    vi.advanceTimersByTime(HOUR_MS + 10)
    expect(ids(notices.shown)).toEqual(['later'])
    vi.advanceTimersByTime(HOUR_MS)
    expect(ids(notices.shown)).toEqual([])
  })
})

describe('what was read', () => {
  it('[NOTICE-6] is put away and stays so after a reload; a danger is kept in sight', async () => {
    const notices = useNotices()
    fake.step(GLOBAL_FEED, [notice('plain'), notice('danger', { level: 'danger' })])
    notices.putAway(first(notices.unread))
    notices.putAway(first(notices.unread))
    expect([ids(notices.unread), ids(notices.kept)]).toEqual([[], ['danger']])
    await nextTick()
    testStores({ connection: fake.appConnection })
    expect([ids(useNotices().unread), ids(useNotices().kept)]).toEqual([[], ['danger']])
  })

  it('[NOTICE-6] is shown again where its words changed', () => {
    const notices = useNotices()
    fake.step(GLOBAL_FEED, [notice('plain')])
    notices.putAway(first(notices.unread))
    fake.step(GLOBAL_FEED, [notice('plain', { until: instantOf(NOON_MS + HOUR_MS) })])
    expect(ids(notices.unread)).toEqual([])
    fake.step(GLOBAL_FEED, [notice('plain', { text: 'something else' })])
    expect(ids(notices.unread)).toEqual(['plain'])
  })

  it('[NOTICE-6] stays put away at a wall that one left and came back to', () => {
    const [faces, notices] = [useFaces(), useNotices()]
    fake.step(GLOBAL_FEED, ['a', 'b'].map(id => put('face', id, { id, name: id, is_active: true })))
    fake.step(faceFeed('a'), [notice('at a')])
    fake.step(faceFeed('b'), [notice('at b')])
    notices.putAway(first(notices.unread))
    faces.choose('b')
    notices.putAway(first(notices.unread))
    faces.choose('a')
    expect(ids(notices.unread)).toEqual([])
  })

  it('[NOTICE-6] makes no sense of nonsense that the browser kept', () => {
    kept.set('mastoc.notices', '[1, 2]')
    const notices = useNotices()
    fake.step(GLOBAL_FEED, [notice('plain')])
    expect(ids(notices.unread)).toEqual(['plain'])
  })
})
