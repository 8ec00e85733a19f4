import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ascent } from '../../shared/model/ascent'
import { instant } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { userFeed } from '../../shared/feedName'
import { useSession } from '../account/sessionStore'
import { useOutbox } from '../offline/outboxStore'
import type { FeedStatus } from '../sync/feedStatus'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useLogbook } from './logbookStore'

let fake = fakeConnection()
const write = vi.fn()
const AT = instant('2026-01-02T00:00:00.000000Z')
const climb = { id: 'c', name: 'Dalle' }
const ascent = (id: string, more: Partial<Ascent> = {}): Ascent => ({
  id, climb_id: 'c', sent_at: AT, attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false, created_at: AT, updated_at: AT, ...more,
})

beforeEach(() => {
  fake = fakeConnection()
  write.mockReset()
  testStores({ connection: fake.appConnection, api: { write } })
  useSession().user = { id: 'u' } as User
})

describe('my logbook', () => {
  it('[LOGBOOK-1] shows what I did at once, counts it, and sends it under the id that it has here', async () => {
    const logbook = useLogbook()
    fake.step(userFeed('u'), [put('ascent', 'known', ascent('known', { climb_id: 'd' }))])
    write.mockImplementation((command: string, input: { ascent_id?: string }) =>
      Promise.resolve({ output: command === 'ascents.create' ? ascent(input.ascent_id ?? '') : undefined, cursors: [[userFeed('u'), 'epochone.9']] }))
    fake.statuses.value = new Map([[userFeed('u'), { cursor: 'epochone.4' } as FeedStatus]])
    await logbook.like(climb, true)
    const { id, written } = logbook.log(climb, { sent_at: AT })
    await written
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(write.mock.calls.map(([command, input]) => [command, input])).toEqual([
      ['climbs.like', { id: 'c' }], ['ascents.create', { id: 'c', ascent_id: id, sent_at: AT }],
    ])
    expect([logbook.likes.has('c'), logbook.isSent('c'), logbook.waitingCounts('c'), logbook.stateOf(id)]).toEqual([true, true, { likes: 1, sends: 1 }, null])
    fake.step(userFeed('u'), [put('like', 'c', { climb_id: 'c', created_at: AT }), put('ascent', id, ascent(id))])
    fake.statuses.value = new Map([[userFeed('u'), { cursor: 'epochone.9' } as FeedStatus]])
    expect(logbook.waitingCounts('c')).toEqual({ likes: 0, sends: 0 })
    expect(logbook.all.map(one => one.climb_id).sort()).toEqual(['c', 'd'])
  })

  it('[LOGBOOK-1] lets go of what the server refuses, and says so', async () => {
    const logbook = useLogbook()
    const { ApiError } = await import('../api/api')
    write.mockRejectedValue(new ApiError(404, 'not_found', 'parti'))
    await expect(logbook.setProject(climb, true)).rejects.toThrow('parti')
    expect(logbook.projects.has('c')).toBe(false)
    await vi.waitFor(() => expect(useOutbox().items).toEqual([]))
  })

  it('[LOGBOOK-6] keeps many sends in one go', async () => {
    const logbook = useLogbook()
    write.mockReturnValue(new Promise(() => undefined))
    await logbook.logMany([{ climb, facts: { sent_at: AT } }, { climb: { id: 'd', name: 'Dièdre' }, facts: { sent_at: AT, is_flash: true } }])
    expect(useOutbox().items.map(({ name }) => name)).toEqual(['Dalle', 'Dièdre'])
    expect([logbook.isSent('c'), logbook.isFlashed('d'), logbook.isFlashed('c')]).toEqual([true, true, false])
  })
})
