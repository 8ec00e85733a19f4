import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, createApi } from './api'

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'no network'

let answers: Answer[]
const sent: { method: string; address: string; headers: Headers; body: unknown }[] = []
let api: ReturnType<typeof createApi>

const fetchFake = (address: string, init?: RequestInit): Promise<Response> => {
  const body = typeof init?.body === 'string' ? JSON.parse(init.body) as unknown : null
  sent.push({ method: init?.method ?? '', address, headers: new Headers(init?.headers), body })
  const answer = answers.shift() ?? { status: 200, body: {} }
  if (answer === 'no network') return Promise.reject(new TypeError('failed'))
  const text = answer.body === undefined ? null : JSON.stringify(answer.body)
  return Promise.resolve(new Response(text, { status: answer.status, headers: answer.headers ?? {} }))
}
const granted = (token: string) => ({ access_token: token, token_type: 'bearer', expires_in: 600 })
const problem = (status: number, code: string, errors?: unknown): Answer => ({ status, body: { code, detail: `because ${code}`, errors } })

beforeEach(() => {
  answers = []
  sent.length = 0
  api = createApi({ fetch: fetchFake, language: () => 'en' })
})

describe('a call', () => {
  it('puts the input into path and query', async () => {
    await api.call('climbs.list', { face_id: 'f 1', page: 2 })
    await api.call('documents.get', { name: 'votes/f é/u' })
    await api.call('climbs.delete', { id: 'a/b' })
    expect(sent.map(({ method, address, body }) => [method, address, body])).toEqual([
      ['GET', '/api/climbs?face_id=f+1&page=2', null],
      ['GET', '/api/documents/votes/f%20%C3%A9/u', null],
      ['DELETE', '/api/climbs/a%2Fb', null],
    ])
  })

  it('puts what is neither into the body', async () => {
    await api.call('climbs.update', { id: 'c1', name: 'Dulfer', description: null })
    await api.call('climbs.setStoktId', { id: 'c1', stokt_id: 's 1' })
    expect(sent.map(({ method, address, body }) => [method, address, body])).toEqual([
      ['PATCH', '/api/climbs/c1', { name: 'Dulfer', description: null }],
      ['PATCH', '/api/climbs/c1/stokt-id?stokt_id=s+1', {}],
    ])
  })

  it('says language and token', async () => {
    api.tokens.keep(granted('t1'))
    await api.call('users.me', {})
    expect(sent[0]?.headers.get('accept-language')).toBe('en')
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer t1')
  })

  it('sends a file as a form, which says its own type', async () => {
    const bodies: unknown[] = []
    const uploading = createApi({
      fetch: (_, init) => {
        bodies.push(init.body, new Headers(init.headers).get('content-type'))
        return Promise.resolve(new Response('{"message":"","avatar_path":"avatars/a.webp"}'))
      },
      language: () => 'fr',
    })
    await expect(uploading.upload('users.setAvatar', new Blob(['picture']))).resolves.toMatchObject({ avatar_path: 'avatars/a.webp' })
    expect(bodies).toEqual([expect.any(FormData), null])
    const file = bodies[0] instanceof FormData ? bodies[0].get('file') : null
    expect(file instanceof Blob ? await file.text() : null).toBe('picture')
  })

  it('gives nothing back for an empty answer', async () => {
    answers = [{ status: 204 }]
    await expect(api.call('climbs.delete', { id: 'c1' })).resolves.toBeUndefined()
  })

  it('rejects with what the server said', async () => {
    answers = [problem(422, 'invalid', [{ path: 'name', message: 'too short' }])]
    await expect(api.call('climbs.create', { face_id: 'f', name: 'x', holds_list: '' })).rejects.toMatchObject({
      status: 422, code: 'invalid', detail: 'because invalid', issues: [{ path: 'name', message: 'too short' }],
    })
  })

  it('rejects in the same way when a gateway answers', async () => {
    answers = [{ status: 502, body: 'oops' }]
    await expect(api.call('gyms.list', {})).rejects.toMatchObject({ status: 502, code: 'unavailable' })
  })

  it('is offline when the network fails', async () => {
    answers = ['no network']
    const failure = await api.call('gyms.list', {}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiError)
    expect(failure).toMatchObject({ status: 0, code: 'offline' })
  })
})

describe('an access token', () => {
  it('is renewed once when it is refused, and the call made again', async () => {
    api.tokens.keep(granted('old'))
    answers = [problem(401, 'unauthenticated'), { status: 200, body: granted('new') }, { status: 200, body: { id: 'me' } }]
    await expect(api.call('users.me', {})).resolves.toEqual({ id: 'me' })
    expect(sent.map(it => [it.address, it.headers.get('authorization')])).toEqual([
      ['/api/users/me', 'Bearer old'], ['/api/auth/refresh', null], ['/api/users/me', 'Bearer new'],
    ])
  })

  it('is renewed once for many calls', async () => {
    api.tokens.expect()
    answers = [{ status: 200, body: granted('new') }]
    await Promise.all([api.call('users.me', {}), api.call('gyms.list', {}), api.call('users.me', {})])
    expect(sent.filter(it => it.address === '/api/auth/refresh')).toHaveLength(1)
    expect(sent.filter(it => it.headers.get('authorization') === 'Bearer new')).toHaveLength(3)
  })

  it('is renewed before it ends', async () => {
    vi.useFakeTimers()
    api.tokens.keep(granted('old'))
    answers = [{ status: 200, body: granted('new') }]
    vi.advanceTimersByTime(597_000)
    await api.call('users.me', {})
    expect(sent.map(it => it.address)).toEqual(['/api/auth/refresh', '/api/users/me'])
    vi.useRealTimers()
  })

  it('is gone when the session is over', async () => {
    const told: (string | null)[] = []
    api.tokens.keep(granted('old'))
    api.tokens.onChange(token => told.push(token))
    answers = [problem(401, 'unauthenticated'), problem(401, 'unauthenticated')]
    await expect(api.call('users.me', {})).rejects.toMatchObject({ status: 401 })
    expect(told).toEqual([null])
    expect(api.tokens.isExpected).toBe(false)
  })

  it('stays expected when the server could not be asked', async () => {
    api.tokens.expect()
    answers = ['no network']
    await expect(api.call('users.me', {})).rejects.toMatchObject({ code: 'offline' })
    expect(api.tokens.isExpected).toBe(true)
  })

  it('does not come back after logging out meanwhile', async () => {
    api.tokens.expect()
    answers = [{ status: 200, body: granted('late') }]
    const refreshed = api.tokens.refresh()
    api.tokens.drop()
    await expect(refreshed).resolves.toBeNull()
    expect(api.tokens.current).toBeNull()
  })

  it('is not asked for by a guest, nor sent to log in', async () => {
    answers = [problem(401, 'wrong_credentials')]
    await expect(api.call('auth.login', { username: 'u', password: 'p' })).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect(sent).toHaveLength(1)
  })
})

describe('[RATE-6] a call that comes too fast', () => {
  const tooFast = (seconds: number): Answer => ({
    status: 429,
    body: { code: 'too_fast', detail: `in ${seconds} s` },
    headers: { 'retry-after': String(seconds) },
  })
  let waits: number[]
  beforeEach(() => {
    waits = []
    api.onWait(seconds => waits.push(seconds))
    api.tokens.keep(granted('t1'))
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })

  it('is made once more after the wait, which is told', async () => {
    answers = [tooFast(2), { status: 200, body: { id: 'me' } }]
    const called = api.call('users.updateMe', { language: 'fr' })
    await vi.advanceTimersByTimeAsync(1999)
    expect([waits, sent.length]).toEqual([[2], 1])
    await vi.advanceTimersByTimeAsync(1)
    await expect(called).resolves.toEqual({ id: 'me' })
    expect(sent[1]).toMatchObject({ method: 'PATCH', body: { language: 'fr' } })
  })

  it('is given up after the second time', async () => {
    answers = [tooFast(1), tooFast(1)]
    const called = expect(api.call('users.updateMe', {})).rejects.toMatchObject({ code: 'too_fast', retryAfter: 1 })
    await vi.advanceTimersByTimeAsync(5000)
    await called
    expect(sent).toHaveLength(2)
  })

  it('is given up at once where the wait is long, or where a form says it', async () => {
    answers = [tooFast(3600), tooFast(2)]
    await expect(api.call('users.setAvatar', {})).rejects.toMatchObject({ status: 429, detail: 'in 3600 s', retryAfter: 3600 })
    await expect(api.call('auth.login', { username: 'u', password: 'p' })).rejects.toMatchObject({ retryAfter: 2 })
    expect([waits, sent.length]).toEqual([[], 2])
  })
})
