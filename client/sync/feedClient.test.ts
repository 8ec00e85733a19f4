import { beforeEach, describe, expect, it } from 'vitest'
import type { FeedChange, FeedHead, FeedOpened, FeedPage, FeedRow } from '../../shared/contract/feeds'
import { instantOf } from '../../shared/model/instant'
import { faceFeed } from '../../shared/feedName'
import { MemoryRowStore } from '../offline/memoryRows'
import type { FeedStatus } from './feedStatus'
import { FeedClient } from './feedClient'
import type { FeedEvents, FeedStep } from './feedTransport'

const FEED = faceFeed('a')
const E1 = 'epochone'
const E2 = 'epochtwo'

const momentOf = (rev: number) => instantOf(1_700_000_000_000 + rev)
const put = (id: string, rev: number, value: unknown = `${id}${rev}`): FeedRow => ({ kind: 'climb', id, rev, op: 'put', value })
const gone = (id: string, rev: number): FeedRow => ({ kind: 'climb', id, rev, op: 'delete' })
const change = (from: number, to: number, rows: FeedRow[], epoch = E1): FeedChange =>
  ({ feed: FEED, epoch, from, to, cursor: `${epoch}.${to}`, at: momentOf(to), rows })
const head = (rev: number, n: number, sum: number, epoch = E1): FeedHead =>
  ({ feed: FEED, epoch, rev, cursor: `${epoch}.${rev}`, n, sum })
const page = (mode: 'delta' | 'snapshot', rev: number, rows: FeedRow[], more = false, epoch = E1): FeedPage =>
  ({ mode, rows, cursor: `${epoch}.${rev}`, at: momentOf(rev), more })
const opened = (it: FeedPage): FeedOpened => ({ ok: true, feed: FEED, ...it })
const refused = (code: string): FeedOpened => ({ ok: false, error: { code, message: code } })

interface Question {
  kind: 'open' | 'more' | 'fetch'
  since: string | undefined
  answer(it: FeedOpened): void
  deliver(it: FeedPage): void
  fail(code: string): void
}

let events: FeedEvents
let questions: Question[]
let closed: string[]
let timers: { ms: number; run: () => void; isOff: boolean }[]
let steps: FeedStep[]
let shown: Map<string, unknown>
let status: FeedStatus | null
let kept: MemoryRowStore
let client: FeedClient

/** All due timers have run. */
async function settled() {
  for (let turn = 0; turn < 16; turn++) await Promise.resolve()
}

function ask<T>(kind: Question['kind'], since: string | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    questions.push({
      kind, since,
      answer: it => resolve(it as T),
      deliver: it => resolve({ page: it, bytes: 77 } as T),
      fail: code => reject(Object.assign(new Error(code), { code })),
    })
  })
}

function newClient(): FeedClient {
  return new FeedClient({
    transport: {
      listen: it => {
        events = it
      },
      open: (_feed, since) => ask('open', since),
      more: (_feed, since) => ask('more', since),
      close: feed => closed.push(feed),
      fetchPage: address => ask('fetch', address),
    },
    store: { load: feed => kept.load(feed), apply: step => kept.apply(step), clear: feed => kept.clear(feed) },
    later: (ms, run) => {
      const timer = { ms, run, isOff: false }
      timers.push(timer)
      return () => {
        timer.isOff = true
      }
    },
    random: () => 0.5,
    onStep: step => {
      steps.push(step)
      if (step.replace) shown.clear()
      for (const row of step.rows) {
        if (row.op === 'put') shown.set(row.id, row.value)
        else shown.delete(row.id)
      }
    },
    onWipe: () => shown.clear(),
    onStatus: (_feed, it) => {
      status = it
    },
  })
}

beforeEach(() => {
  questions = []
  closed = []
  timers = []
  steps = []
  shown = new Map()
  status = null
  kept = new MemoryRowStore()
  client = newClient()
})

const question = (at = questions.length - 1): Question => {
  const it = questions[at]
  if (!it) throw new Error(`question ${at} was not asked`)
  return it
}
const dueTimers = () => timers.filter(timer => !timer.isOff)
function passTime(): void {
  const due = dueTimers()
  timers = []
  for (const timer of due) timer.run()
}
async function answer(it: FeedOpened): Promise<void> {
  question().answer(it)
  await settled()
}
async function connect(): Promise<void> {
  events.connected()
  await settled()
}
/** A feed that stands at rev 10 with two climbs. */
async function connection(): Promise<void> {
  client.follow(FEED)
  await connect()
  await answer(opened(page('snapshot', 10, [put('a', 3), put('b', 10)])))
}

describe('following a feed', () => {
  it('shows the first snapshot', async () => {
    await connection()
    expect(question(0)).toMatchObject({ kind: 'open', since: undefined })
    expect([...shown.keys()]).toEqual(['a', 'b'])
    expect(status).toMatchObject({ phase: 'live', cursor: `${E1}.10`, mode: 'snapshot', rows: 2, at: momentOf(10) })
  })

  it('[SYNC-17] is known as not read from the moment it is followed', async () => {
    await connect()
    client.follow(FEED)
    expect(status?.phase).toBe('loading')
  })

  it('asks nothing while there is no connection', async () => {
    client.follow(FEED)
    await settled()
    expect(questions).toEqual([])
    expect(status?.phase).toBe('waiting')
  })

  it('asks at once when the connection is there already', async () => {
    await connect()
    client.follow(FEED)
    await settled()
    expect(questions).toHaveLength(1)
  })

  it('follows a feed once however often it is asked to', async () => {
    await connect()
    client.follow(FEED)
    client.follow(FEED)
    await settled()
    expect(questions).toHaveLength(1)
  })

  it('[SYNC-3] drops what it has', async () => {
    await connection()
    events.change(change(8, 10, [put('a', 9, 'old news')]))
    expect(shown.get('a')).toBe('a3')
    expect(status?.cursor).toBe(`${E1}.10`)
    expect(questions).toHaveLength(1)
  })

  it('[SYNC-4] takes what comes next, and of an overlap the newer rows only', async () => {
    await connection()
    events.change(change(10, 11, [put('c', 11)]))
    events.change(change(9, 12, [put('b', 10, 'not again'), gone('a', 12)]))
    expect([...shown]).toEqual([['b', 'b10'], ['c', 'c11']])
    expect(status).toMatchObject({ cursor: `${E1}.12`, at: momentOf(12) })
  })

  it('[SYNC-5] asks from its cursor when there is a gap, once', async () => {
    await connection()
    events.change(change(11, 12, [put('d', 12)]))
    events.change(change(13, 14, [put('e', 14)]))
    await settled()
    expect(questions).toHaveLength(2)
    expect(question()).toMatchObject({ kind: 'open', since: `${E1}.10` })
    await answer(opened(page('delta', 14, [put('c', 11), put('d', 12), gone('b', 13), put('e', 14)])))
    expect([...shown.keys()]).toEqual(['a', 'c', 'd', 'e'])
    expect(questions).toHaveLength(2)
  })

  it('[SYNC-2] applies after the answer what came before it', async () => {
    client.follow(FEED)
    await connect()
    events.change(change(9, 10, [put('b', 10)]))
    events.change(change(10, 11, [put('c', 11)]))
    expect(shown.size).toBe(0)
    await answer(opened(page('snapshot', 10, [put('a', 3), put('b', 10)])))
    expect([...shown.keys()]).toEqual(['a', 'b', 'c'])
    expect(status?.cursor).toBe(`${E1}.11`)
  })

  it('[SYNC-2] keeps 256 changes and then only how far they reach', async () => {
    client.follow(FEED)
    await connect()
    for (let rev = 1; rev <= 257; rev++) events.change(change(rev - 1, rev, [put(`c${rev}`, rev)]))
    await answer(opened(page('snapshot', 0, [])))
    expect(shown.size).toBe(0)
    expect(question()).toMatchObject({ kind: 'open', since: `${E1}.0` })
  })

  it('[SYNC-2] applies all of 256', async () => {
    client.follow(FEED)
    await connect()
    for (let rev = 1; rev <= 256; rev++) events.change(change(rev - 1, rev, [put(`c${rev}`, rev)]))
    await answer(opened(page('snapshot', 0, [])))
    expect(shown.size).toBe(256)
    expect(questions).toHaveLength(1)
  })

  it('[SYNC-2] looks after the answer at a head that came before it', async () => {
    client.follow(FEED)
    await connect()
    events.head(head(12, 3, 25))
    await answer(opened(page('snapshot', 10, [put('a', 3), put('b', 10)])))
    expect(status?.phase).toBe('behind')
  })

  it('[SYNC-6] asks a moment later when a head is ahead', async () => {
    await connection()
    events.head(head(500, 400, 9999))
    events.head(head(500, 400, 9999))
    expect(questions).toHaveLength(1)
    expect(dueTimers().map(timer => timer.ms)).toEqual([1000])
    passTime()
    expect(question()).toMatchObject({ kind: 'open', since: `${E1}.10` })
  })

  it('[SYNC-6] does not ask when the push was only late', async () => {
    await connection()
    events.head(head(11, 3, 24))
    events.change(change(10, 11, [put('c', 11)]))
    passTime()
    expect(questions).toHaveLength(1)
    expect(status?.phase).toBe('live')
  })

  it('[SYNC-6] reads all anew in another epoch, and shows the old until it has it', async () => {
    await connection()
    events.change(change(3, 4, [put('z', 4)], E2))
    expect([...shown.keys()]).toEqual(['a', 'b'])
    passTime()
    await answer(opened(page('snapshot', 4, [put('b', 1), put('z', 4)], false, E2)))
    expect([...shown]).toEqual([['b', 'b1'], ['z', 'z4']])
    expect(status?.cursor).toBe(`${E2}.4`)
  })

  it('[SYNC-7] asks for all when count or sum differ', async () => {
    await connection()
    events.head(head(10, 2, 13))
    expect(dueTimers()).toEqual([])
    events.head(head(10, 2, 14))
    passTime()
    expect(question()).toMatchObject({ kind: 'open', since: undefined })
    await answer(opened(page('snapshot', 10, [put('a', 4), put('b', 10)])))
    expect(shown.get('a')).toBe('a4')
  })

  it('[SYNC-15] asks for everything anew when told to, and tells how much of it all was fetched', async () => {
    await connection()
    expect(status).toMatchObject({ total: 2 })
    client.refetch()
    client.refetch()
    expect(question()).toMatchObject({ kind: 'open', since: undefined })
    expect(shown.size).toBe(2)
    await answer(opened(page('snapshot', 10, [put('a', 4), put('b', 10), put('c', 3)])))
    expect(status).toMatchObject({ mode: 'snapshot', rows: 3, total: 3 })
    expect([...shown.keys()]).toEqual(['a', 'b', 'c'])
  })

  it('[SYNC-7] counts with every change', async () => {
    await connection()
    events.change(change(10, 13, [put('a', 11), gone('b', 12), put('c', 13)]))
    events.head(head(13, 2, 24))
    expect(dueTimers()).toEqual([])
  })

  it('ignores a head that is behind', async () => {
    await connection()
    events.head(head(9, 1, 3))
    expect(dueTimers()).toEqual([])
  })

  it('[SYNC-8] takes pages in one step, the old rows leaving with the last', async () => {
    await connection()
    events.head(head(20, 2, 31, E2))
    passTime()
    await answer(opened(page('snapshot', 11, [put('x', 11)], true, E2)))
    expect([...shown.keys()]).toEqual(['a', 'b'])
    expect(question()).toMatchObject({ kind: 'more', since: `${E2}.11` })
    await answer(opened(page('delta', 20, [put('y', 20)], false, E2)))
    expect(steps.at(-1)).toMatchObject({ replace: true, cursor: `${E2}.20` })
    expect([...shown.keys()]).toEqual(['x', 'y'])
    expect(await kept.load(FEED)).toMatchObject({ cursor: `${E2}.20`, rows: [{ id: 'x' }, { id: 'y' }] })
  })

  it('[SYNC-8] forgets what a later page of a snapshot deletes', async () => {
    client.follow(FEED)
    await connect()
    await answer(opened(page('snapshot', 2, [put('x', 1), put('y', 2)], true)))
    await answer(opened(page('delta', 5, [gone('x', 4), put('y', 5)])))
    expect([...shown]).toEqual([['y', 'y5']])
  })

  it('[SYNC-8] starts over when a later page does', async () => {
    client.follow(FEED)
    await connect()
    await answer(opened(page('snapshot', 2, [put('x', 1), put('y', 2)], true)))
    await answer(opened(page('snapshot', 1, [put('z', 1)], false, E2)))
    expect([...shown.keys()]).toEqual(['z'])
  })

  it('[SYNC-9] drops everything of a feed that is taken away', async () => {
    await connection()
    events.revoked(FEED)
    events.change(change(10, 11, [put('secret', 11)]))
    events.head(head(11, 3, 24))
    expect(shown.size).toBe(0)
    expect(status).toMatchObject({ phase: 'refused', cursor: null })
    expect(await kept.load(FEED)).toBeNull()
    expect(questions).toHaveLength(1)
  })

  it('[SYNC-9] does not count an answer that was on its way when the feed was taken away', async () => {
    client.follow(FEED)
    await connect()
    events.revoked(FEED)
    await answer(opened(page('snapshot', 10, [put('a', 3)])))
    expect(shown.size).toBe(0)
    expect(status?.phase).toBe('refused')
  })

  it.each(['forbidden', 'not_found', 'unauthenticated'])('[SYNC-9] drops everything when told %s, until the next connection', async code => {
    await connection()
    events.disconnected()
    await connect()
    await answer(refused(code))
    expect(shown.size).toBe(0)
    expect(dueTimers()).toEqual([])
    events.disconnected()
    expect(status?.phase).toBe('refused')
    await connect()
    expect(question()).toMatchObject({ kind: 'open', since: undefined })
  })

  it('[SYNC-10] asks again from its cursor at every connection', async () => {
    await connection()
    events.disconnected()
    expect(status?.phase).toBe('waiting')
    expect(shown.size).toBe(2)
    await connect()
    expect(question()).toMatchObject({ kind: 'open', since: `${E1}.10` })
  })

  it('[SYNC-10] does not count what an earlier connection answers', async () => {
    client.follow(FEED)
    await connect()
    events.disconnected()
    await connect()
    question(0).answer(opened(page('snapshot', 5, [put('old', 5)])))
    await settled()
    expect(shown.size).toBe(0)
    await answer(opened(page('snapshot', 10, [put('a', 3)])))
    expect([...shown.keys()]).toEqual(['a'])
  })

  it('[SYNC-10] goes on from what was kept', async () => {
    await connection()
    client = newClient()
    shown.clear()
    client.follow(FEED)
    await settled()
    expect([...shown.keys()]).toEqual(['a', 'b'])
    await connect()
    expect(question()).toMatchObject({ since: `${E1}.10` })
    events.head(head(10, 2, 13))
    await answer(opened(page('delta', 10, [])))
    expect(dueTimers()).toEqual([])
  })

  it('[SYNC-11] asks again, ever more slowly', async () => {
    client.follow(FEED)
    await connect()
    const waits: number[] = []
    for (let attempt = 0; attempt < 7; attempt++) {
      await answer(refused('unavailable'))
      waits.push(...dueTimers().map(timer => timer.ms))
      passTime()
    }
    expect(waits).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500])
  })

  it('[SYNC-11] asks again when there was no answer', async () => {
    client.follow(FEED)
    await connect()
    question().fail('offline')
    await settled()
    passTime()
    expect(questions).toHaveLength(2)
  })

  it('[SYNC-11] stops asking when the connection goes', async () => {
    client.follow(FEED)
    await connect()
    await answer(refused('unavailable'))
    events.disconnected()
    expect(dueTimers()).toEqual([])
  })

  it('[SYNC-11] asks without a cursor that is of no use', async () => {
    await connection()
    events.disconnected()
    await connect()
    await answer({ ok: true, feed: FEED, mode: 'delta', fetch: '/api/feeds/face:a/changes?since=x' })
    question().fail('resync')
    await settled()
    passTime()
    expect(question()).toMatchObject({ kind: 'open', since: undefined })
    expect(shown.size).toBe(2)
  })

  it('[SYNC-11] does not go round in pages that lead nowhere', async () => {
    client.follow(FEED)
    await connect()
    await answer(opened(page('snapshot', 2, [put('x', 2)], true)))
    await answer(opened(page('delta', 2, [], true)))
    expect(status?.phase).toBe('waiting')
    expect(shown.size).toBe(0)
  })

  it('[SYNC-12] fetches what is too large, and goes on from there', async () => {
    client.follow(FEED)
    await connect()
    await answer({ ok: true, feed: FEED, mode: 'snapshot', fetch: '/api/feeds/face:a/changes' })
    expect(question()).toMatchObject({ kind: 'fetch', since: '/api/feeds/face:a/changes' })
    events.change(change(10, 11, [put('c', 11)]))
    question().deliver(page('snapshot', 9, [put('a', 9)], true))
    await settled()
    await answer(opened(page('delta', 10, [put('b', 10)])))
    expect([...shown.keys()]).toEqual(['a', 'b', 'c'])
    expect(status?.bytes).toBeGreaterThan(77)
  })

  it('keeps its place when an answer of the same epoch is older', async () => {
    await connection()
    events.head(head(10, 9, 99))
    passTime()
    await answer(opened(page('snapshot', 8, [put('old', 8)])))
    expect([...shown.keys()]).toEqual(['a', 'b'])
    expect(status?.cursor).toBe(`${E1}.10`)
  })

  it('[SYNC-13] closes a feed it leaves, and comes back to what it knew', async () => {
    await connection()
    client.unfollow(FEED)
    expect(closed).toEqual([FEED])
    expect(status).toBeNull()
    events.change(change(10, 11, [put('c', 11)]))
    expect(steps).toHaveLength(1)
    client.follow(FEED)
    await settled()
    expect(question()).toMatchObject({ since: `${E1}.10` })
  })

  it('[LOCAL-2] shows nothing of who sat here before, and begins with what is kept for who sits here now', async () => {
    await connection()
    const other = new MemoryRowStore()
    other.apply({ feed: FEED, replace: true, rows: [put('mine', 4)], cursor: `${E1}.4`, cause: 'push' })
    kept = other
    client.restart()
    expect(shown.size).toBe(0)
    await settled()
    expect([...shown.keys()]).toEqual(['mine'])
    expect(question()).toMatchObject({ since: `${E1}.4` })
  })
})
