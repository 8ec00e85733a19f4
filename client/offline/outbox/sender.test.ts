import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../api/api'
import type { OutboxItem } from './item'
import { added, type Change } from './rules'
import { OutboxSender, type Answer } from './sender'
import { faceFeed } from '../../../shared/feedName'

const item = (key: string): OutboxItem => ({
  key,
  write: { command: 'climbs.delete', input: { id: key } },
  name: key,
  at: 0,
  state: 'waiting',
  tries: 0,
  why: null,
  answer: null,
  cursors: [],
})

let items: readonly OutboxItem[]
let posted: string[]
let answer: (key: string) => Promise<Answer>
let sender: OutboxSender
let held: Promise<void>

const states = () => items.map(({ key, state }) => `${key} ${state}`)
const settle = () => vi.advanceTimersByTimeAsync(0)
function put(...keys: string[]): void {
  for (const key of keys) items = added(item(key))(items)
  sender.wake()
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  items = []
  posted = []
  held = Promise.resolve()
  answer = () => Promise.resolve({ output: undefined, cursors: [] })
  sender = new OutboxSender({
    load: () => Promise.resolve(items),
    change: (change: Change) => {
      items = change(items)
      return Promise.resolve(items)
    },
    post: ({ key }) => {
      posted.push(key)
      return answer(key)
    },
    withTabLock: work => held.then(work),
  })
})
afterEach(() => {
  sender.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('sending what waits', () => {
  it('[OUTBOX-1] is done in order, one at a time', async () => {
    const pending: (() => void)[] = []
    answer = () => new Promise(resolve => pending.push(() => resolve({ output: undefined, cursors: [] })))
    sender.start()
    put('a', 'b')
    await settle()
    expect([posted, states()]).toEqual([['a'], ['a sending', 'b waiting']])
    pending.shift()?.()
    await settle()
    expect([posted, states()]).toEqual([['a', 'b'], ['a sent', 'b sending']])
  })

  it('[OUTBOX-1] is one tab\u2019s, and the next one\u2019s once that is gone', async () => {
    let release: () => void = () => undefined
    held = new Promise(resolve => (release = resolve))
    sender.start()
    put('a')
    await settle()
    expect(posted).toEqual([])
    release()
    await settle()
    expect(posted).toEqual(['a'])
  })

  it.each([[0, 'offline'], [500, 'internal'], [503, 'unavailable'], [429, 'too_fast'], [401, 'unauthenticated']] as const)(
    '[OUTBOX-3] goes on after %i, ever more slowly, and nothing overtakes', async (status, code) => {
      answer = () => Promise.reject(new ApiError(status, code, 'pas maintenant'))
      sender.start()
      put('a', 'b')
      await settle()
      expect(items[0]).toMatchObject({ state: 'waiting', tries: 1, why: { code, detail: 'pas maintenant' } })
      await vi.advanceTimersByTimeAsync(1000)
      await vi.advanceTimersByTimeAsync(2000)
      await vi.advanceTimersByTimeAsync(3999)
      expect(posted).toEqual(['a', 'a', 'a'])
      await vi.advanceTimersByTimeAsync(1)
      expect(posted).toEqual(['a', 'a', 'a', 'a'])
    })

  it('[OUTBOX-3] is tried at once when the server is there again', async () => {
    answer = () => Promise.reject(new ApiError(0, 'offline', ''))
    sender.start()
    put('a')
    await settle()
    answer = () => Promise.resolve({ output: undefined, cursors: [[faceFeed('f'), 'e.1']] })
    sender.wake()
    await settle()
    expect(items).toMatchObject([{ state: 'sent', cursors: [[faceFeed('f'), 'e.1']] }])
  })

  it('[OUTBOX-3] stops at what is refused, says why, and goes on with the next', async () => {
    answer = key =>
      key === 'a' ? Promise.reject(new ApiError(403, 'forbidden', 'pas à vous')) : Promise.resolve({ output: undefined, cursors: [] })
    sender.start()
    put('a', 'b')
    await settle()
    expect(states()).toEqual(['a refused', 'b sent'])
    expect(items[0]?.why).toEqual({ code: 'forbidden', detail: 'pas à vous' })
  })

  it('[OUTBOX-3] takes a climb that is gone already for deleted', async () => {
    answer = () => Promise.reject(new ApiError(404, 'not_found', ''))
    sender.start()
    put('a')
    await settle()
    expect(states()).toEqual(['a sent'])
  })

  it('[OUTBOX-4] learns a task\u2019s name from the answer, and sends under it what was done to it since', async () => {
    const named = {
      id: 'named',
      face_id: 'f',
      hold_id: 105,
      kind: 'brush',
      note: null,
      asked_by_id: 'u',
      asked_by_name: 'U',
      asked_at: '',
      done_by_id: null,
      done_by_name: null,
      done_at: null,
    }
    answer = key => Promise.resolve({ output: key === 'a' ? named : undefined, cursors: [] })
    items = added({ ...item('a'), write: { command: 'tasks.create', input: { id: 105, kind: 'brush' } } })(items)
    items = added({ ...item('b'), write: { command: 'tasks.finish', input: { id: 'local-a' } } })(items)
    sender.start()
    await settle()
    expect(posted).toEqual(['a', 'b'])
    expect(items).toMatchObject([{ state: 'sent', answer: named }, { state: 'sent', write: { input: { id: 'named' } } }])
  })

  it('[OUTBOX-3] takes an answer that does not come for none', async () => {
    answer = () => new Promise(() => undefined)
    sender.start()
    put('a')
    await vi.advanceTimersByTimeAsync(30_000)
    expect(states()).toEqual(['a waiting'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(posted).toEqual(['a', 'a'])
  })

  it('ends with its person', async () => {
    sender.start()
    sender.stop()
    put('a')
    await settle()
    expect(posted).toEqual([])
  })
})
