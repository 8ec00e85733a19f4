import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { createApi } from '../api/api'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useOutbox } from '../offline/outboxStore'
import { useSession } from './sessionStore'
import { ADMIN_FEED, userFeed } from '../../shared/feedName'

let fake = fakeConnection()

const kept = new Map<string, string>()
const asked: string[] = []
let answer: (address: string) => { status: number; body: unknown } | 'no network'
const granted = { access_token: 't', token_type: 'bearer', expires_in: 600 }
const me = {
  id: 'u', email: 'd@example.org', username: 'dwarfito', full_name: '', avatar_path: null, role: 'user', source: 'mastoc',
  created_at: '', last_login_at: null, language: null, colour: '#123456',
}
const kind = (address: string) => (address.startsWith('/api/auth') ? granted : me)

const answered = (address: string): Promise<Response> => {
  asked.push(address)
  const it = answer(address)
  if (it === 'no network') return Promise.reject(new TypeError('failed'))
  return Promise.resolve(new Response(it.status === 204 ? null : JSON.stringify(it.body), { status: it.status }))
}
let api: ReturnType<typeof createApi>
/** A page that was opened just now. */
function beginPage(): void {
  api = createApi({ fetch: answered, language: () => 'fr' })
  testStores({ connection: fake.appConnection, api })
}

beforeEach(() => {
  vi.useFakeTimers()
  kept.clear()
  asked.length = 0
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  answer = address => ({ status: 200, body: kind(address) })
  fake = fakeConnection()
  beginPage()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the session', () => {
  it('begins with logging in: my feed is followed, as me', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    expect(session.user).toEqual(me)
    expect(session.actor).toEqual({ kind: 'user', id: 'u', role: 'user', name: 'dwarfito' })
    expect(fake.socket.reconnect).toHaveBeenCalledOnce()
    expect(fake.switchUser.mock.calls).toEqual([[null], ['u']])
  })

  it('does not begin with a wrong password', async () => {
    answer = () => ({ status: 401, body: { code: 'wrong_credentials', detail: 'non' } })
    const session = useSession()
    await expect(session.login('dwarfito', 'wrong')).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect(session.user).toBeNull()
  })

  it('ends with logging out: nothing of mine is kept', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    await session.logout()
    expect(session.user).toBeNull()
    expect(session.actor).toEqual({ kind: 'guest' })
    expect(fake.switchUser.mock.calls.at(-1)).toEqual([null])
    expect(fake.erase.mock.calls).toEqual([['u']])
    expect(api.tokens.current).toBeNull()
  })

  it.each([['logout', '/logout'], ['deleteAccount', '/users/me/delete']] as const)('[LOCAL-4] %s erases what the device kept, though the socket hears of the end before the answer is here', async (leave, path) => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    answer = address => {
      if (address.endsWith(path)) fake.ended('logged-out')
      return { status: 200, body: address.endsWith('/delete') ? { deletes_at: '2030-01-01T00:00:00.000000Z' } : kind(address) }
    }
    await (leave === 'logout' ? session.logout() : session.deleteAccount('secret'))
    expect(fake.erase.mock.calls).toEqual([['u']])
  })

  it('[LOCAL-4] leaves what was never sent for its person when they log out', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    answer = () => 'no network'
    await useOutbox().put({ command: 'climbs.delete', input: { id: 'x' } }, 'x')
    await session.logout()
    expect(session.user).toBeNull()
    expect(fake.erase).not.toHaveBeenCalled()
  })

  it('ends here even when the server cannot be reached', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    answer = () => 'no network'
    await session.logout()
    expect(session.user).toBeNull()
  })

  it('is restored for who was here, and nothing asked of a stranger', async () => {
    const session = useSession()
    await session.restore()
    expect([session.ready, asked]).toEqual([true, []])
    await session.login('dwarfito', 'secret')
    await nextTick()
    kept.set('mastoc.session', 'true')
    beginPage()
    const later = useSession()
    fake.socket.reconnect.mockClear()
    fake.socket.isGuest.mockReturnValue(false)
    await later.restore()
    expect(later.user).toEqual(me)
    expect(fake.socket.reconnect).not.toHaveBeenCalled()
  })

  it('[LOCAL-4] is there at once for who was here, with no network too, and keeps what is theirs when it runs out', async () => {
    kept.set('mastoc.session', 'true')
    kept.set('mastoc.me', JSON.stringify(me))
    answer = () => 'no network'
    const session = useSession()
    expect([session.user, session.ready]).toEqual([me, true])
    expect(fake.switchUser.mock.calls).toEqual([['u']])
    await session.restore()
    expect(session.user).toEqual(me)
    answer = () => ({ status: 401, body: { code: 'unauthenticated', detail: 'non' } })
    await vi.advanceTimersByTimeAsync(4000)
    await nextTick()
    expect([session.user, kept.get('mastoc.me')]).toEqual([null, 'null'])
    expect(fake.switchUser.mock.calls.at(-1)).toEqual([null])
    expect(fake.erase).not.toHaveBeenCalled()
  })

  it('[PEOPLE-15] tells who was away when the account was deactivated, and not who never was here', async () => {
    answer = () => ({ status: 403, body: { code: 'deactivated', detail: 'non' } })
    kept.set('mastoc.session', 'true')
    beginPage()
    const stranger = useSession()
    await stranger.restore()
    expect([stranger.user, stranger.endedBy]).toEqual([null, null])
    kept.set('mastoc.session', 'true')
    kept.set('mastoc.me', JSON.stringify(me))
    beginPage()
    const session = useSession()
    await session.restore()
    await nextTick()
    expect([session.user, session.endedBy]).toEqual([null, 'deactivated'])
  })

  it('is over when the server says so', async () => {
    kept.set('mastoc.session', 'true')
    answer = () => ({ status: 401, body: { code: 'unauthenticated', detail: 'non' } })
    const session = useSession()
    await session.restore()
    await nextTick()
    expect([session.ready, session.user, kept.get('mastoc.session')]).toEqual([true, null, 'false'])
  })

  it('is restored once the network is back', async () => {
    kept.set('mastoc.session', 'true')
    answer = () => 'no network'
    const session = useSession()
    await session.restore()
    expect([session.ready, session.user]).toEqual([true, null])
    answer = address => ({ status: 200, body: kind(address) })
    await vi.advanceTimersByTimeAsync(4000)
    expect(session.user).toEqual(me)
  })

  it('[ME-5] knows why it ended, unless one left oneself', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    answer = address => {
      if (address.endsWith('/logout')) fake.ended('logged-out')
      return { status: 200, body: kind(address) }
    }
    await session.logout()
    expect([session.user, session.endedBy]).toEqual([null, null])
    await session.login('dwarfito', 'secret')
    fake.ended('password-changed')
    expect([session.user, session.endedBy]).toEqual([null, 'password-changed'])
    await session.login('dwarfito', 'secret')
    expect(session.endedBy).toBeNull()
  })

  it('ends when the server ends it, not when only the token ran out', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    fake.ended('expired')
    expect(session.user).not.toBeNull()
    fake.ended('deactivated')
    expect(session.user).toBeNull()
  })

  it('[ADMIN-2] learns that my role changed, and comes to the server as that', async () => {
    const session = useSession()
    await session.login('dwarfito', 'secret')
    fake.socket.reconnect.mockClear()
    answer = address => ({ status: 200, body: { ...kind(address), role: 'admin' } })
    fake.step(userFeed('u'), [put('account', 'u', { id: 'u', role: ADMIN_FEED, updated_at: '' })], 'push')
    await vi.waitFor(() => expect(session.user?.role).toBe('admin'))
    expect(fake.socket.reconnect).toHaveBeenCalledOnce()
  })
})
