import { describe, expect, test } from 'vitest'
import { quickTimer } from '../../tests/support/quickTimer'
import { startStokt, type StoktServerOptions } from '../../tests/support/stoktServer'
import type { StoktFault as Trouble } from '../../tests/support/stoktFaults'
import { agedClimb, STOKT_TOKEN } from '../../tests/support/stoktWorld'
import type { StoktFault } from '../../shared/contract/sources'
import { createPace } from './pace'
import { createStoktApi } from './stoktApi'
import { StoktFailure } from './stoktFailure'
import { createStoktHttp, retryAfterMs } from './stoktHttp'

async function ground(options: StoktServerOptions = {}, token = STOKT_TOKEN) {
  const timer = quickTimer()
  const stokt = await startStokt({ ...options, now: options.now ?? timer.now })
  const leaving = new AbortController()
  const http = createStoktHttp({
    url: stokt.url, token, timer, pace: createPace(timer), signal: leaving.signal, random: () => 1,
  })
  return { timer, stokt, leaving, api: createStoktApi(http, stokt.url) }
}
const faultOf = (work: Promise<unknown>): Promise<StoktFault | 'none'> =>
  work.then(() => 'none' as const, (error: unknown) => {
    if (!(error instanceof StoktFailure)) throw error
    expect(error.message).not.toContain(STOKT_TOKEN)
    return error.fault
  })

describe('the client of Stokt', () => {
  test('[STOKT-2] asks once a second and one thing at a time, however much is wanted at once', async () => {
    const { api, stokt } = await ground()
    await Promise.all(Array.from({ length: 6 }, () => api.setup(stokt.world.faceId)))
    const times = stokt.requests.map(({ at }) => at)
    expect(times.slice(1).map((at, n) => at - (times[n] ?? 0))).toEqual([1000, 1000, 1000, 1000, 1000])
    expect(stokt.mostAtOnce()).toBe(1)
    expect(stokt.requests.every(({ authorization }) => authorization === `Token ${STOKT_TOKEN}`)).toBe(true)
  })

  test.each<[Trouble, StoktFault]>([
    [{ status: 500 }, 'failing'],
    [{ status: 503, body: '<html>'.repeat(10_000) }, 'failing'],
    [{ status: 429 }, 'too_fast'],
    ['cut', 'unreachable'],
    ['refused', 'unreachable'],
    ['page', 'nonsense'],
    ['half', 'nonsense'],
    ['strange', 'nonsense'],
    [{ status: 302 }, 'nonsense'],
  ])('[STOKT-3] asks three times after %j, later each time, and then says why', async (trouble, fault) => {
    const { api, stokt, timer } = await ground()
    stokt.always(trouble)
    expect(await faultOf(api.climbs(api.climbsPath(stokt.world.gymId, 7), null))).toBe(fault)
    expect(stokt.requests).toHaveLength(3)
    expect(timer.waits).toEqual([2_000, 4_000])
  })

  test('[STOKT-3] goes on where the third try is answered', async () => {
    const { api, stokt } = await ground()
    stokt.next({ status: 502 }, 'cut')
    expect((await api.setup(stokt.world.faceId)).holds).toHaveLength(48)
  })

  test('[STOKT-3] gives up an answer that does not come', async () => {
    const timer = quickTimer()
    const stokt = await startStokt()
    stokt.always('silent')
    const { signal } = new AbortController()
    let tries = 0
    const count = () => { tries++ }
    const http = createStoktHttp({ url: stokt.url, token: STOKT_TOKEN, timer, pace: createPace(timer), signal, requestMs: 30, count })
    expect(await faultOf(createStoktApi(http, stokt.url).setup(stokt.world.faceId))).toBe('too_slow')
    expect(tries).toBe(3)
  })

  test('[STOKT-3] waits as long as Stokt wants, and leaves it alone where that is longer than a minute', async () => {
    const { api, stokt, timer } = await ground()
    stokt.next({ status: 429, retryAfter: '20' })
    await api.setup(stokt.world.faceId)
    expect(timer.waits).toEqual([20_000])
    stokt.next({ status: 429, retryAfter: '3600' })
    expect(await faultOf(api.setup(stokt.world.faceId))).toBe('too_fast')
    expect(stokt.requests).toHaveLength(3)
  })

  test.each<[number, StoktFault]>([[401, 'token_ended'], [403, 'token_ended'], [404, 'not_found'], [400, 'refused']])(
    '[STOKT-3] asks once only where the answer is %i', async (status, fault) => {
      const { api, stokt } = await ground()
      stokt.always({ status })
      expect(await faultOf(api.setup(stokt.world.faceId))).toBe(fault)
      expect(stokt.requests).toHaveLength(1)
    })

  test('[STOKT-3] reads pages and bare arrays', async () => {
    for (const pageSize of [5, null]) {
      const { api, stokt } = await ground({ climbs: 12, pageSize })
      const names: unknown[] = []
      for (let at: string | null = api.climbsPath(stokt.world.gymId, 9999); at !== null;) {
        const reply = await api.climbs(at, null)
        if (reply.status === 'unchanged') throw new Error('nothing was known')
        expect(reply.value.total).toBe(12)
        names.push(...reply.value.rows)
        at = reply.value.next
      }
      expect(names).toHaveLength(12)
      expect((await api.gym(stokt.world.gymId)).walls).toHaveLength(1)
    }
  })

  test('[STOKT-3] is told that nothing changed, without the bytes', async () => {
    const { api, stokt } = await ground()
    const path = api.climbsPath(stokt.world.gymId, 9999)
    const first = await api.climbs(path, null)
    if (first.status === 'unchanged') throw new Error('nothing was known')
    stokt.forget()
    expect(await api.climbs(path, first.etag)).toEqual({ status: 'unchanged' })
    expect(stokt.bytes()).toBe(0)
    stokt.world.climbs.unshift(agedClimb(1, 0, 0))
    expect(await api.climbs(path, first.etag)).toMatchObject({ status: 'answer' })
  })

  test('[STOKT-3] follows no page to another place', async () => {
    const { api, stokt } = await ground()
    stokt.always({ status: 200, body: JSON.stringify({ count: 1, next: 'https://elsewhere.example/steal?page=2', results: [{}] }) })
    expect(await faultOf(api.climbs(api.climbsPath(stokt.world.gymId, 7), null))).toBe('nonsense')
  })

  test('[STOKT-3] counts who climbed, liked and commented', async () => {
    const { api, stokt } = await ground()
    const [climb] = stokt.world.climbs
    expect(await api.counts(climb?.id ?? '')).toEqual({
      climbed_by: { n: 3, isAll: true }, total_likes: { n: 1, isAll: true }, total_comments: { n: 0, isAll: true },
    })
  })

  test('ends at once when the server ends', async () => {
    const { api, stokt, leaving } = await ground()
    stokt.always('silent')
    stokt.onRequest(() => leaving.abort())
    await expect(api.setup(stokt.world.faceId)).rejects.toThrow(/abort/i)
    expect(stokt.requests).toHaveLength(1)
  })
})

test('[STOKT-3] Retry-After is read as seconds and as a date', () => {
  const now = Date.parse('2026-01-01T10:00:00Z')
  expect(['7', 'Thu, 01 Jan 2026 10:00:30 GMT', 'Thu, 01 Jan 2026 09:00:00 GMT', 'soon', '-4', null].map(header => retryAfterMs(header, now)))
    .toEqual([7_000, 30_000, null, null, null, null])
})
