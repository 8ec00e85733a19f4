import { expect, it, vi } from 'vitest'
import { userFeed } from '../../shared/feedName'
import { instant } from '../../shared/model/instant'
import type { News } from '../../shared/model/news'
import type { User } from '../../shared/model/user'
import { useSession } from '../account/sessionStore'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useNews } from './newsStore'

const at = (minute: number) => instant(`2026-01-01T00:0${minute}:00.000000Z`)
const row = (id: string, minute: number, seen_at: News['seen_at'] = null) => put('news', id, {
  id, kind: 'project', what: 'changed', face_id: 'f', climb_id: 'c', hold_id: null, task: null, name: id, created_at: at(minute), seen_at,
} satisfies News)

it('[NEWS-7] news stand newest first, and those that are seen say until when, so that a later one stays new', async () => {
  const fake = fakeConnection()
  const call = vi.fn(() => Promise.resolve(undefined as never))
  testStores({ connection: fake.appConnection, api: { call } })
  const news = useNews()
  fake.step(userFeed('u'), [row('old', 1, at(2)), row('new', 4), row('first', 3)])
  expect([news.mine, news.unseen]).toEqual([[], []])
  useSession().user = { id: 'u' } as User
  expect([news.mine.map(({ id }) => id), news.unseen.map(({ id }) => id)]).toEqual([['new', 'first', 'old'], ['new', 'first']])
  await news.see()
  expect(call.mock.calls).toEqual([['news.see', { until: at(4) }]])
  fake.step(userFeed('u'), [row('new', 4, at(5)), row('first', 3, at(5))], 'push')
  await news.see()
  expect(call).toHaveBeenCalledTimes(1)
})
