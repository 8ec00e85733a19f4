import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClimbRow } from '../../shared/model/climb'
import { instant } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { faceFeed, userFeed } from '../../shared/feedName'
import { ApiError } from '../api/api'
import type { FeedStatus } from '../sync/feedStatus'
import { useClimbs } from './climbsStore'
import { useFaces } from '../wall/facesStore'
import { fakeConnection, gone, put } from '../testing/fakeConnection'
import { climbFixture } from '../testing/climbFixture'
import { testStores } from '../testing/testStores'
import { useOutbox } from '../offline/outboxStore'
import { useSession } from '../account/sessionStore'

let fake = fakeConnection()
const write = vi.fn()
const SET = instant('2026-01-20T00:00:00.000000Z')

const climb = (id: string, more: Partial<ClimbRow> = {}): ClimbRow => climbFixture(id, {
  setter_name: 'Dwarfito', holds_list: 'S1 T2', created_at: instant(`2026-01-${10 + id.length}T00:00:00.000000Z`),
  updated_at: instant('2026-01-01T00:00:00.000000Z'), ...more,
})
const row = (id: string, more: Partial<ClimbRow> = {}) => put('climb', id, climb(id, more))

beforeEach(() => {
  fake = fakeConnection()
  write.mockReset()
  testStores({ connection: fake.appConnection, api: { write } })
  useFaces().choose('f')
  useSession().user = { id: 'u' } as User
})
const shownIds = () => useClimbs().shown.map(it => it.id)

describe('the climbs of the current face', () => {
  it('stand newest first, then by id, as over REST', () => {
    fake.step(faceFeed('f'), [row('b'), row('a'), row('new'), row('other face', { face_id: 'g' })])
    expect(shownIds()).toEqual(['new', 'b', 'a'])
  })

  it('include my own private ones, and each but once', () => {
    const climbs = useClimbs()
    fake.step(faceFeed('f'), [row('both', { updated_at: instant('2026-02-02T00:00:00.000000Z'), name: 'now public' }), row('a')])
    fake.step(userFeed('u'), [row('both', { is_private: true }), row('mine', { is_private: true }), row('elsewhere', { face_id: 'g' })])
    expect(shownIds()).toEqual(['mine', 'both', 'a'])
    expect(climbs.byId.get('both')?.name).toBe('now public')
  })

  it('are found by name or setter, whatever accents and case', () => {
    const climbs = useClimbs()
    fake.step(faceFeed('f'), [row('a', { name: 'Élan vital' }), row('b', { setter_name: 'ELANOR' }), row('c')])
    climbs.search = 'elan'
    expect(shownIds()).toEqual(['b', 'a'])
    climbs.search = '  '
    expect(shownIds()).toEqual(['c', 'b', 'a'])
    climbs.search = 'vital dwarf'
    expect(shownIds()).toEqual([])
  })

  it('are announced when others set them while one looks on', () => {
    const climbs = useClimbs()
    fake.step(faceFeed('f'), [row('first')])
    fake.step(faceFeed('f'), [row('caught up')])
    fake.step(faceFeed('f'), [
      row('live', { created_by_id: 'v', created_at: SET, updated_at: SET }),
      row('mine', { created_by_id: 'u', created_at: SET, updated_at: SET }),
      row('shown again', { created_by_id: 'v' }), gone('climb', 'x'),
    ], 'push')
    fake.step(faceFeed('f'), [row('first', { name: 'changed' })], 'push')
    expect(climbs.arrivals.map(it => it.id)).toEqual(['live'])
    climbs.clearArrivals()
    expect(climbs.arrivals).toEqual([])
  })

  it('[OUTBOX-4] show what I set at once, and what the server made of it after', async () => {
    let answer: (it: unknown) => void = () => undefined
    write.mockReturnValue(new Promise(resolve => {
      answer = resolve
    }))
    const climbs = useClimbs()
    fake.statuses.value = new Map([[faceFeed('f'), { cursor: 'epochone.4' } as FeedStatus]])
    const made = climbs.create({ face_id: 'f', name: 'mine', holds_list: 'S1 T2', grade_font: '6B' })
    await expect.poll(() => climbs.list[0]).toMatchObject({ name: 'mine', grade_ircra: 17.5, created_by_id: 'u' })
    await expect.poll(() => climbs.stateOf(climbs.list[0]?.id ?? '')).toBe('sending')
    expect(write).toHaveBeenCalledExactlyOnceWith(
      'climbs.create',
      { face_id: 'f', name: 'mine', holds_list: 'S1 T2', grade_font: '6B' },
      expect.any(String),
      undefined,
    )

    fake.step(faceFeed('f'), [row('early', { name: 'mine', created_by_id: 'u' })], 'push')
    expect(shownIds()).toEqual(['early'])
    fake.step(faceFeed('f'), [gone('climb', 'early')])

    answer({ output: climb('made', { name: 'as the server has it' }), cursors: [[faceFeed('f'), 'epochone.5']] })
    await expect(made).resolves.toEqual({ id: 'made', isWaiting: false })
    expect(climbs.list.map(({ id, name }) => [id, name])).toEqual([['made', 'as the server has it']])
    expect(climbs.stateOf('made')).toBeNull()
    expect(useOutbox().items).toHaveLength(1)

    fake.step(faceFeed('f'), [row('made', { name: 'as it came round' })], 'push')
    fake.statuses.value = new Map([[faceFeed('f'), { cursor: 'epochone.5' } as FeedStatus]])
    await expect.poll(() => useOutbox().items).toEqual([])
    expect(climbs.list.map(({ name }) => name)).toEqual(['as it came round'])
  })

  it('[OUTBOX-3] keep what I did while the server is away, and say so', async () => {
    write.mockRejectedValue(new ApiError(0, 'offline', ''))
    const climbs = useClimbs()
    fake.step(faceFeed('f'), [row('a'), row('b')])
    const changed = await climbs.update(climb('a'), { name: 'a new name' })
    expect(changed).toEqual({ id: 'a', isWaiting: true })
    expect(climbs.byId.get('a')?.name).toBe('a new name')
    await expect.poll(() => climbs.stateOf('a')).toBe('waiting')
    expect(await climbs.remove({ id: 'b', name: 'b' })).toEqual({ id: 'b', isWaiting: true })
    expect(shownIds()).toEqual(['a'])
  })

  it('[CLIMB-11] go to the bin and come back, whether the server has heard or not', async () => {
    write.mockRejectedValue(new ApiError(0, 'offline', ''))
    const climbs = useClimbs()
    const entry = (id: string) => ({
      id,
      state: 'deleted',
      reason: null,
      at: instant('2026-01-01T00:00:00.000000Z'),
      until: instant('2026-01-31T00:00:00.000000Z'),
      by_me: true,
      climb: climb(id),
    })
    fake.step(faceFeed('f'), [row('a')])
    fake.step(userFeed('u'), [put('bin', 'old', entry('old'))])
    expect(climbs.bin.map(({ id }) => id)).toEqual(['old'])
    await climbs.remove({ id: 'a', name: 'a' })
    await climbs.restore({ id: 'old', name: 'old' })
    expect([shownIds(), climbs.bin.map(({ id, isWaiting }) => [id, isWaiting])]).toEqual([['old'], [['a', true]]])
    await climbs.restore({ id: 'a', name: 'a' })
    expect([shownIds().sort(), climbs.bin]).toEqual([['a', 'old'], []])
  })

  it('[CLIMB-11] are known to be hidden still when an admin hid them before their owner restored them', async () => {
    write.mockImplementation(() => Promise.resolve({ output: { id: 'a' }, cursors: [[userFeed('u'), 'epochone.5']] }))
    const climbs = useClimbs()
    const entry = (state: 'deleted' | 'hidden') =>
      put('bin', 'a', { id: 'a', state, reason: null, at: SET, until: null, by_me: state === 'deleted', climb: climb('a') })
    fake.step(userFeed('u'), [entry('deleted')])
    fake.statuses.value = new Map([[userFeed('u'), { cursor: 'epochone.4' } as FeedStatus]])
    await climbs.restore({ id: 'a', name: 'a' })
    const isHidden = climbs.isStillHidden('a')
    expect(climbs.bin).toEqual([])
    fake.step(userFeed('u'), [entry('hidden')])
    fake.statuses.value = new Map([[userFeed('u'), { cursor: 'epochone.5' } as FeedStatus]])
    expect(await isHidden).toBe(true)
    fake.step(userFeed('u'), [gone('bin', 'a')])
    expect(await climbs.isStillHidden('a')).toBe(false)
  })

  it('[OUTBOX-3] leave nothing of what the server refuses while one looks on, and say why', async () => {
    write.mockRejectedValue(new ApiError(422, 'invalid', 'non'))
    const climbs = useClimbs()
    await expect(climbs.create({ face_id: 'f', name: 'mine', holds_list: 'S1' })).rejects.toMatchObject({ detail: 'non' })
    expect([climbs.list, useOutbox().items]).toEqual([[], []])
  })
})
