import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { faceFeed, GLOBAL_FEED, userFeed } from '../../shared/feedName'
import type { StoktSend } from '../../shared/contract/stokt'
import type { ClimbRow } from '../../shared/model/climb'
import type { Comment } from '../../shared/model/comment'
import { instantOf } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { useSession } from '../account/sessionStore'
import { useStoktLink } from '../account/profile/stoktLinkStore'
import { ApiError } from '../api/api'
import { useSenders } from '../ascents/sendersStore'
import { useClimbs } from '../climbs/climbsStore'
import { useComments } from '../comments/commentsStore'
import { useLogbook } from '../ascents/logbookStore'
import { LocalStore } from '../offline/localStore'
import { LocalRowStore } from '../offline/rows'
import { climbFixture } from '../testing/climbFixture'
import { fakeConnection, put } from '../testing/fakeConnection'
import { stubDatabase } from '../testing/fakeDatabase'
import { testStores } from '../testing/testStores'
import { useSource } from './sourceStore'

const remembered = new Map<string, string>()
let fake = fakeConnection()
let now = Date.now()
/** What Stokt holds, page by page; a text: the code of a refusal. */
let stokt: ClimbRow[][] | string = []
let likes: string[] = []
let linked = true
let sends: StoktSend[] = []
let said: Comment[] = []
const link = () => ({ linked, can_link: true, full_name: 'Doigts de Mousse', since: instantOf(now), broken: false, brought: null })
const asked: { name: string; input: Record<string, unknown> }[] = []

const inStokt = (id: string, more: Partial<ClimbRow> = {}): ClimbRow => climbFixture(id, { stokt_id: id, source: 'stokt', ...more })
async function call(name: string, input: Record<string, unknown>): Promise<unknown> {
  asked.push({ name, input })
  if (name === 'users.stokt') return link()
  if (typeof stokt === 'string') throw new ApiError(503, stokt as 'stokt_away', 'Stokt est parti.')
  const page = Number(input['page'] ?? 1)
  const read_at = instantOf(now)
  if (name === 'stokt.climbs') return { results: stokt[page - 1] ?? [], count: null, page, has_more: page < stokt.length, left_out: 0, read_at }
  if (name === 'stokt.mine') return { likes, sends: [], bookmarks: [], read_at }
  if (name === 'stokt.sends') return { results: sends.filter(({ climb_id }) => climb_id === input['id']), read_at }
  if (name === 'stokt.comments') return { results: said, read_at }
  if (name === 'stokt.comment') return { id: 'c9', climb_id: input['id'], user_id: 'u', user_name: 'Moi', text: input['text'], replied_to_id: null, created_at: read_at, updated_at: read_at }
  if (name === 'stokt.setClimb') return inStokt('made', { name: String(input['name']) })
  return undefined
}
/** A page that opens, with the walls and climbs of mastoc. */
function beginPage(who: string | null = 'u'): ReturnType<typeof useSource> {
  fake = fakeConnection()
  testStores({ connection: fake.appConnection, api: { call: call as never } })
  useSession().user = who === null ? null : { id: who } as User
  const source = useSource()
  fake.step(GLOBAL_FEED, [put('face', 'f', { id: 'f', stokt_id: 's', name: 'Mur', is_active: true, is_archived: false })])
  fake.step(faceFeed('f'), [put('climb', 'ours', climbFixture('ours'))])
  return source
}
const shown = () => useClimbs().list.map(({ id }) => id).sort()
/** Once the device has what was read. */
const isKept = () => vi.waitUntil(async () => (await new LocalRowStore(new LocalStore('u', 'gym', 'stokt')).load(userFeed('u'))) !== null)
async function chosen(): Promise<ReturnType<typeof useSource>> {
  const source = beginPage()
  useStoktLink().take(link())
  source.choose('stokt')
  await vi.waitUntil(() => source.readAt !== null && !source.isReading)
  return source
}

beforeEach(() => {
  stubDatabase()
  remembered.clear()
  asked.length = 0
  likes = []
  linked = true
  sends = []
  said = []
  stokt = [[inStokt('one'), inStokt('two')], [inStokt('three')]]
  vi.stubGlobal('location', { host: 'gym' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => remembered.get(key) ?? null, setItem: (key: string, value: string) => void remembered.set(key, value),
    removeItem: (key: string) => void remembered.delete(key),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the source', () => {
  it('[SOURCE-8] is mastoc until a linked person chooses Stokt, which is remembered on this device for that person', async () => {
    const source = beginPage()
    expect([source.current, source.isOffered]).toEqual(['mastoc', false])
    await chosen()
    expect(shown()).toEqual(['one', 'three', 'two'])
    await nextTick()
    expect(beginPage().current).toBe('stokt')
    expect(beginPage('somebody else').current).toBe('mastoc')
    expect(beginPage(null).current).toBe('mastoc')
  })

  it('[SOURCE-7] mixes nothing: neither pushes, nor what waits, nor likes of the one are seen in the other', async () => {
    likes = ['two']
    const source = await chosen()
    fake.step(faceFeed('f'), [put('climb', 'pushed', climbFixture('pushed'))], 'push')
    fake.step(userFeed('u'), [put('like', 'ours', { climb_id: 'ours' })])
    expect(shown()).toEqual(['one', 'three', 'two'])
    expect(useClimbs().arrivals).toEqual([])
    expect([...useLogbook().likes]).toEqual(['two'])
    source.choose('mastoc')
    expect(shown()).toEqual(['ours', 'pushed'])
    expect([...useLogbook().likes]).toEqual(['ours'])
  })

  it('[SOURCE-9] asks for what is new later, and keeps what it has, with its age, while Stokt fails', async () => {
    await chosen()
    await isKept()
    const before = now
    now += 60_000
    stokt = 'stokt_away'
    const again = beginPage()
    await vi.waitUntil(() => again.trouble !== null)
    expect([again.trouble, again.current, again.readAt]).toEqual(['away', 'stokt', instantOf(before)])
    expect(shown()).toEqual(['one', 'three', 'two'])
    expect(asked.at(-1)?.input).toMatchObject({ face_id: 'f', created_from: instantOf(before) })
    stokt = [[inStokt('four')]]
    await again.read()
    expect([again.trouble, again.readAt]).toEqual([null, instantOf(now)])
    expect(shown()).toEqual(['four', 'one', 'three', 'two'])
    await again.read('all')
    expect(shown()).toEqual(['four'])
    expect(asked.findLast(({ name }) => name === 'stokt.climbs')?.input).not.toHaveProperty('created_from')
  })

  it('[SOURCE-9] stays where it is when the account is unlinked elsewhere, until the person says so', async () => {
    const source = await chosen()
    linked = false
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
    // All who ask in a visit share the answer.
    await Promise.all([useStoktLink().ask(), useStoktLink().ask(), useStoktLink().askOnce()])
    expect([source.current, source.trouble]).toEqual(['stokt', 'unlinked'])
    expect(asked.filter(({ name }) => name === 'users.stokt')).toHaveLength(1)
    source.choose('mastoc')
    expect([source.current, source.isOffered]).toEqual(['mastoc', false])
  })

  it('[SOURCE-10] likes and sets climbs in Stokt, and takes a like back that Stokt refuses', async () => {
    const source = await chosen()
    await useLogbook().like({ id: 'one', name: 'one' }, true)
    expect(asked.at(-1)).toEqual({ name: 'stokt.like', input: { id: 'one' } })
    expect(useClimbs().byId.get('one')?.total_likes).toBe(1)
    stokt = 'stokt_declined'
    await expect(useLogbook().like({ id: 'two', name: 'two' }, true)).rejects.toMatchObject({ code: 'stokt_declined' })
    expect([...useLogbook().likes]).toEqual(['one'])
    stokt = []
    const made = await useClimbs().create({ face_id: 'f', name: 'Neuf', holds_list: 'S1 T2' })
    expect(made).toEqual({ id: 'made', isWaiting: false })
    expect(useClimbs().byId.get('made')?.name).toBe('Neuf')
    expect(source.trouble).toBeNull()
  })

  it('[SOURCE-10] [SOURCE-13] [SOURCE-14] shows who sent a climb and what is said of it, bookmarks and comments there', async () => {
    const at = instantOf(now)
    const send = { climb_id: 'one', user_name: 'Loutre', sent_at: at, is_flash: true, grade_font: null, attempts: 1, feel: null }
    sends = [{ ...send, id: 's1', user_id: null }, { ...send, id: 's2', user_id: 'u' }]
    said = [{ id: 'c1', climb_id: 'one', user_id: null, user_name: 'Loutre', text: 'Dur', replied_to_id: null, created_at: at, updated_at: at }]
    const source = await chosen()
    await source.openClimb({ id: 'one', face_id: 'f' })
    const seen = () => [useSenders().of('one').map(({ id }) => id), useComments().threadsOn('one').map(({ id }) => id)]
    expect(seen()).toEqual([['s1', 's2'], ['c1']])
    sends = sends.slice(1)
    await useComments().write('one', 'Bravo', null)
    expect(seen()).toEqual([['s1', 's2'], ['c1', 'c9']])
    await useComments().remove({ ...said[0]!, id: 'c9' })
    expect(asked.at(-1)).toEqual({ name: 'stokt.deleteComment', input: { id: 'one', comment_id: 'c9' } })
    await source.openClimb({ id: 'one', face_id: 'f' })
    expect(seen()).toEqual([['s2'], ['c1']])
    await useLogbook().setProject({ id: 'one', name: 'one' }, true)
    expect([asked.at(-1)?.name, [...useLogbook().projects]]).toEqual(['stokt.bookmark', ['one']])
    stokt = 'stokt_declined'
    await expect(useLogbook().setProject({ id: 'one', name: 'one' }, false)).rejects.toMatchObject({ code: 'stokt_declined' })
    expect([...useLogbook().projects]).toEqual(['one'])
    source.choose('mastoc')
    expect([seen(), [...useLogbook().projects]]).toEqual([[[], []], []])
  })

  it('[SOURCE-11] leaves nothing on the device once the account is unlinked', async () => {
    const source = await chosen()
    await isKept()
    await useStoktLink().unlink()
    await source.forget()
    expect([source.current, source.isOffered]).toEqual(['mastoc', false])
    await nextTick()
    stokt = 'offline'
    const again = beginPage()
    useStoktLink().take(link())
    again.choose('stokt')
    await vi.waitUntil(() => again.trouble !== null)
    expect([again.trouble, again.readAt, shown()]).toEqual(['offline', null, []])
  })
})
