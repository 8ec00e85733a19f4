import { beforeEach, expect, it, vi } from 'vitest'
import type { Ascent } from '../../shared/model/ascent'
import { instant } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { faceFeed, userFeed } from '../../shared/feedName'
import { useSession } from '../account/sessionStore'
import { climbFixture } from '../testing/climbFixture'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useFaces } from '../wall/facesStore'
import { logbookOf } from './logbook'
import { useLogbook } from '../ascents/logbookStore'
import { useSentElsewhere } from './sentElsewhereStore'

const call = vi.fn()
const AT = instant('2026-01-02T00:00:00.000000Z')
const send = (id: string, climb_id: string): Ascent => ({
  id, climb_id, sent_at: AT, attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false,
  created_at: AT, updated_at: AT,
})
const here = climbFixture('here', { holds_list: 'S1 T2' })
const there = { face_id: 'g', grade_font: '7A', grade_ircra: 20.5, holds_list: 'S8 T9' }
const others = [0, 1, 2].map(at => climbFixture(`there ${at}`, there))

beforeEach(() => {
  const fake = fakeConnection()
  call.mockReset()
  testStores({ connection: fake.appConnection, api: { call } })
  useFaces().choose('f')
  useSession().user = { id: 'u' } as User
  fake.step(faceFeed('f'), [put('climb', 'here', here)])
  fake.step(userFeed('u'), ['here', 'there 0', 'there 1', 'there 2', 'deleted'].map(id => put('ascent', id, send(id, id))))
})
/** A server with two climbs a page. */
const answers = (command: string, input: { page: number; hold_ids: number[] }) => Promise.resolve(command === 'climbs.list'
  ? { results: [here, ...others].slice(2 * input.page - 2, 2 * input.page), count: 4 }
  : { annotations: Object.fromEntries(input.hold_ids.map(hold_id => [hold_id, { hold_id, consensus: { grip_type: 'bac', grip_type_official: hold_id === 8 } }])) })

it('[LOGBOOK-8] the logbook knows climbs on every wall, with grades, grip types and names', async () => {
  const sent = useSentElsewhere()
  expect(sent.unknown.size).toBe(4)
  call.mockImplementation(answers)
  await sent.load()
  expect(call.mock.calls.map(([command, { page, hold_ids }]) => [command, page ?? hold_ids])).toEqual([
    ['climbs.list', 1], ['climbs.list', 2], ['annotations.batch', [8, 9]],
  ])
  const book = logbookOf({ ascents: useLogbook().all, climb: sent.climb, gripsOf: sent.gripsOf })
  expect(book.grades.filter(({ other }) => other > 0).map(({ font, other }) => [font, other])).toEqual([['6A', 1], ['7A', 3]])
  expect([book.ungraded, book.grips, book.hardest[0]?.name.slice(0, 5)]).toEqual([1, [{ grip: 'bac', count: 3 }], 'there'])
  expect([[...sent.unknown], sent.list.map(({ id }) => id)]).toEqual([['deleted'], ['here', 'there 0', 'there 1', 'there 2']])
})

it('[LOGBOOK-8] says that it failed without a network, and keeps what it knew', async () => {
  const sent = useSentElsewhere()
  call.mockRejectedValueOnce(new Error('no network'))
  await sent.load()
  expect([sent.hasFailed, sent.climb('here')?.name, sent.climb('there 0')]).toEqual([true, 'here', undefined])
  call.mockImplementation(answers)
  await sent.load()
  expect([sent.hasFailed, sent.climb('there 0')?.name]).toEqual([false, 'there 0'])
})
