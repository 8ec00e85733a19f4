import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClimbList, KeptSearch } from '../../shared/model/climbList'
import { instant, instantOf } from '../../shared/model/instant'
import { EVERY_CLIMB } from '../../shared/model/climbFinder'
import type { User } from '../../shared/model/user'
import { faceFeed, userFeed } from '../../shared/feedName'
import { useSession } from '../account/sessionStore'
import { noFilter } from '../climbs/finder/annotationFilter'
import { ApiError } from '../api/api'
import { useClimbs } from '../climbs/climbsStore'
import { useFinder } from '../climbs/finder/finderStore'
import { useOutbox } from '../offline/outboxStore'
import type { FeedStatus } from '../sync/feedStatus'
import { climbFixture } from '../testing/climbFixture'
import { fakeConnection, gone, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useFaces } from '../wall/facesStore'
import { useAdding } from './addingStore'
import { addressOf, isSameQuery, keptQuery, searchOf } from '../climbs/searches/keptQuery'
import { useLists } from './listsStore'
import { movedClimb } from '../climbs/lists/movedClimb'
import { useSearches } from '../climbs/searches/searchesStore'

let fake = fakeConnection()
const [write, call] = [vi.fn(), vi.fn()]
const AT = instant('2026-01-02T00:00:00.000000Z')
const ME = userFeed('u')
const list = (id: string, climb_ids: string[] = [], more: Partial<ClimbList> = {}): ClimbList =>
  ({ id, owner_id: 'u', owner_name: 'U', name: id, description: null, is_shared: false, climb_ids, created_at: AT, updated_at: AT, ...more })
const search = (id: string, more: Partial<KeptSearch> = {}): KeptSearch =>
  ({ id, face_id: 'f', name: id, query: 'grade_min=6B', created_at: AT, seen_at: AT, ...more })
const set = (id: string, day: string, more: object = {}) => put('climb', id, climbFixture(id, { created_at: instant(`2026-01-${day}T00:00:00.000000Z`), ...more }))
const HARD = { grade_font: '7A', grade_ircra: 20.5, created_by_id: 'v' }
/** The server is not reached. */
const silence = () => write.mockReturnValue(new Promise(() => undefined))

beforeEach(() => {
  fake = fakeConnection()
  for (const mock of [write, call]) mock.mockReset()
  testStores({ connection: fake.appConnection, api: { write, call } })
  useFaces().choose('f')
  useSession().user = { id: 'u', full_name: 'U' } as User
})

describe('my lists', () => {
  it('[LIST-6] are known at once, without the server, and merge with what another device did', async () => {
    silence()
    const lists = useLists()
    fake.step(ME, [put('list', 'b', list('b', ['x'])), put('list', 'A', list('A'))])
    const { id } = lists.create({ name: 'Neuve', climb_ids: ['x'] })
    void lists.put(list('b', ['x']), { id: 'c', name: 'Dalle' })
    await vi.waitFor(() => expect(useOutbox().items).toHaveLength(2))
    expect(lists.all.map(({ name, climb_ids }) => [name, climb_ids])).toEqual([['A', []], ['b', ['x', 'c']], ['Neuve', ['x']]])
    expect([lists.stateOf(id), lists.stateOf('A'), useOutbox().items.map(({ name }) => name)]).toEqual(['sending', null, ['Neuve', 'Dalle · b']])
    fake.step(ME, [put('list', 'b', list('b', ['x', 'theirs']))])
    expect(lists.byId.get('b')?.climb_ids).toEqual(['x', 'theirs', 'c'])
  })

  it('[LIST-8] others’ lists are fetched, and one that I deleted is not had back from that', async () => {
    const lists = useLists()
    call.mockImplementation((_, { id }: { id: string }) => Promise.resolve(list(id, ['c'], id === 'mine' ? {} : { owner_id: 'v', is_shared: true })))
    await lists.open('theirs')
    await lists.open('mine')
    expect([lists.find('theirs')?.climb_ids, lists.find('mine')?.climb_ids, lists.all]).toEqual([['c'], ['c'], []])
    fake.step(ME, [put('list', 'mine', list('mine'))])
    silence()
    void lists.remove(list('mine'))
    await vi.waitFor(() => expect(lists.find('mine')).toBeNull())
    call.mockRejectedValue(new ApiError(404, 'not_found', ''))
    await expect(lists.open('none')).rejects.toThrow()
    useSession().user = null
    await vi.waitFor(() => expect(lists.find('theirs')).toBeNull())
  })

  it('[LIST-7] climbs are put into a list until that ends or the list is gone', () => {
    const adding = useAdding()
    fake.step(ME, [put('list', 'a', list('a'))])
    adding.start('a')
    expect(adding.list?.id).toBe('a')
    fake.step(ME, [gone('list', 'a')])
    expect(adding.list).toBeNull()
  })

  it('[LIST-6] a climb goes to a place among those that are seen, and the others keep their neighbours', () => {
    const ids = ['a', 'hidden', 'b', 'c']
    const shown = ['a', 'b', 'c']
    const moved = (id: string, to: number) => movedClimb(ids, shown, { id, to }).join(' ')
    expect([moved('c', 0), moved('a', 1), moved('a', 2), moved('b', 1)]).toEqual(['c a hidden b', 'hidden b a c', 'hidden b c a', 'a hidden b c'])
    expect(movedClimb(['a'], ['a'], { id: 'a', to: 5 })).toEqual(['a'])
  })
})

describe('[SEARCH-3] the searches that I keep', () => {
  it('tell how many climbs of others fit that were set since I last looked, on this wall', async () => {
    silence()
    const searches = useSearches()
    fake.step(faceFeed('f'), [set('old', '01', HARD), set('new', '05', HARD), set('newer', '06', HARD), set('easy', '05'), set('mine', '05', { ...HARD, created_by_id: 'u' })])
    fake.step(ME, [put('search', 's', search('s')), put('search', 'all', search('all', { query: '' })), put('search', 'far', search('far', { face_id: 'g' }))])
    expect(searches.all.map(({ id }) => [id, searches.newIn(id)])).toEqual([['all', 3], ['far', 0], ['s', 2]])
    expect([searches.here.map(({ id }) => id), searches.newCount]).toEqual([['all', 's'], 3])
    const seen = searches.all.find(({ id }) => id === 's')
    if (seen) void searches.see(seen)
    await vi.waitFor(() => expect(searches.newIn('s')).toBe(0))
    expect(searches.newIn('all')).toBe(3)
  })

  it('are seen until their newest climb where this device’s clock is slow', async () => {
    write.mockResolvedValue({ output: undefined, cursors: [] })
    const searches = useSearches()
    const far = instantOf(Date.now() + 3_600_000)
    fake.step(faceFeed('f'), [put('climb', 'far', climbFixture('far', { ...HARD, created_at: far }))])
    fake.step(ME, [put('search', 's', search('s'))])
    await searches.see(search('s'))
    expect(write.mock.calls[0]?.slice(0, 2)).toEqual(['searches.update', { id: 's', seen_at: far }])
    await searches.see(search('unknown'))
    expect(write).toHaveBeenCalledTimes(1)
  })

  it('are the search of the list, known again, and come back with what was seen of them', async () => {
    const searches = useSearches()
    fake.statuses.value = new Map([[ME, { cursor: 'epochone.1', phase: 'live' } as FeedStatus]])
    write.mockResolvedValue({ output: undefined, cursors: [[ME, 'epochone.9']] })
    useClimbs().search = ' élan '
    useFinder().change({ grade_min: '6B', benchmark: true })
    expect([searches.query, searches.current]).toEqual(['search=%C3%A9lan&grade_min=6B&benchmark=true', null])
    await searches.keep({ face_id: 'f', name: 'Dures', query: searches.query }, { id: 's', seen_at: AT })
    expect(searches.current).toMatchObject({ id: 's', seen_at: AT })
    await searches.rename(searches.all[0] ?? search('s'), 'Autre')
    expect(searches.all.map(({ name }) => name)).toEqual(['Autre'])
  })

  it('are kept in the words of GET /api/climbs, and read again from them', () => {
    const wanted = {
      search: 'a&b', finder: { ...EVERY_CLIMB, setters: ['u1', 'u2'], holds: [{ id: 101, role: 'S' as const }] },
      filter: { ...noFilter, without: ['cassee' as const] },
    }
    const query = keptQuery({ ...wanted, sort: 'likes', order: 'asc' })
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ search: 'a&b', setters: 'u1,u2', holds: '101:S', not_conditions: 'cassee', sort: 'likes', order: 'asc' })
    expect(searchOf(query)).toEqual(wanted)
    expect(addressOf(query)).toMatchObject({ search: 'a&b', not_conditions: 'cassee', sort: 'likes' })
    expect(keptQuery({ ...wanted, sort: 'last_sent', order: 'desc' })).not.toContain('sort')
    expect([isSameQuery('grade_min=6B&mine=sent', 'mine=sent&grade_min=6B'), isSameQuery('', 'mine=sent'), isSameQuery('mine=nonsense', '')]).toEqual([true, false, true])
  })
})
