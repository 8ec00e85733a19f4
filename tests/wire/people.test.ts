import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedRow } from '../../shared/contract/feeds'
import type { OwnData } from '../../shared/contract/users'
import { guest } from '../../shared/access/actor'
import { importWall } from '../../server/usecases/imports/importWall'
import { KEYS, startApp, type Account, type TestApp } from '../support/app'
import { importTestWall, smallWall } from '../support/wall'

let app: TestApp
let faceId: string
let admin: Account
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  admin = await app.admin()
})
afterAll(() => app.close())

const climb = async (by: Account, values: object = {}): Promise<string> => {
  const { status, body } = await app.call('POST', '/api/climbs', { token: by.token, body: { face_id: faceId, name: 'Ligne claire', holds_list: 'S101 O105 T109', ...values } })
  expect(status).toBe(201)
  return (body as { id: string }).id
}
const rowsOf = async (feed: string, token?: string): Promise<FeedRow[]> => {
  const { body } = await app.call('GET', `/api/feeds/${feed}/changes`, token ? { token } : {})
  return (body as { rows: FeedRow[] }).rows
}
const order = (id: string, verb: string, token: string, reason = 'parce que') => app.call('POST', `/api/admin/users/${id}/${verb}`, { token, body: { reason } })
const setter = async (stoktId = 'stokt-setter-a') => (await app.services.stores.users.byIds((await app.services.stores.imports.setters([stoktId], [])).map(user => user.id)))[0]

async function upload(token: string, bytes: Uint8Array, field = 'file') {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(bytes)]), 'picture.jpg')
  const response = await fetch(`${app.url}/api/users/me/avatar`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })
  return { status: response.status, body: await response.json() as { code?: string; message?: string; avatar_path?: string } }
}
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#7a3' } })

/** A PNG of one bit a pixel, all black, in a few kilobytes. */
function blankPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

describe('profile', () => {
  test('[PEOPLE-1] language and colour are one’s own choice; null goes back to the first colour', async () => {
    const { token } = await app.register('choisit')
    const first = (await app.call('GET', '/api/users/me', { token })).body as { colour: string }
    const { status, body } = await app.call('PATCH', '/api/users/me', { token, body: { language: 'en', colour: '#be123c' } })
    expect([status, body]).toMatchObject([200, { language: 'en', colour: '#be123c' }])
    expect((await app.call('PATCH', '/api/users/me', { token, body: { colour: null } })).body).toMatchObject({ language: 'en', colour: first.colour })
    expect((await app.call('PATCH', '/api/users/me', { token, body: { colour: '#ffffff' } })).status).toBe(422)
  })

  test('[PEOPLE-1] a new name reads so on one’s climbs and at the wall', async () => {
    const me = await app.register('chenille')
    const { token, id } = me
    await climb(me)
    await app.call('PATCH', '/api/users/me', { token, body: { full_name: 'Papillon', colour: '#047857' } })
    expect((await rowsOf(`face:${faceId}`)).filter(row => (row.value as { setter_id?: string }).setter_id === id).map(row => (row.value as { setter_name: string }).setter_name)).toEqual(['Papillon'])
    const [mine, other] = [await app.socket({ token }), await app.socket()]
    const seen = new Promise(resolve => other.on('presence', news => news.set[0] && resolve(news.set[0].user)))
    other.emit('presence:set', { face: faceId })
    mine.emit('presence:set', { face: faceId })
    expect(await seen).toEqual({ id, name: 'Papillon', colour: '#047857', avatar_path: null })
  })

  test('[PEOPLE-2] an admin lists and searches users; e-mails are for admins alone', async () => {
    await app.register('Écureuil')
    const { body } = await app.call('GET', '/api/users?search=ecureuil', { token: admin.token })
    expect(body).toMatchObject({ count: 1, page: 1, page_size: 50, results: [{ username: 'Écureuil', email: 'Écureuil@example.org', is_active: true, is_claimable: false }] })
    const public_ = (await app.call('GET', `/api/users/${admin.id}`)).body as object
    expect(public_).not.toHaveProperty('email')
    expect(JSON.stringify(body)).not.toMatch(/password_hash|argon2/)
    expect((await app.call('GET', '/api/users?page_size=2&page=2', { apiKey: KEYS.admin })).body).toMatchObject({ page: 2, page_size: 2, results: [expect.anything(), expect.anything()] })
  })
})

describe('[PEOPLE-3] an avatar', () => {
  test('is redrawn as a square, without where it was taken, and served to everybody', async () => {
    const { id, token } = await app.register('portrait')
    const photo = await picture(640, 300).jpeg().withExif({ IFD3: { GPSLatitude: '48/1 51/1 24/1', GPSLatitudeRef: 'N' } }).toBuffer()
    expect(photo.includes('Exif')).toBe(true)
    expect(await upload(token, photo)).toMatchObject({ status: 200, body: { message: 'Photo enregistrée.', avatar_path: expect.stringMatching(/^avatars\/.+\.webp$/) as string } })
    const response = await fetch(`${app.url}/api/users/${id}/avatar`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const { width, height, exif, format } = await sharp(bytes).metadata()
    expect({ width, height, exif, format }).toEqual({ width: 256, height: 256, exif: undefined, format: 'webp' })
    const again = await fetch(`${app.url}/api/users/${id}/avatar`, { headers: { 'if-none-match': response.headers.get('etag') ?? '', 'cache-control': 'max-age=0' } })
    expect(again.status).toBe(304)
    const [mine, other] = [await app.socket({ token }), await app.socket()]
    const faces: (string | null)[] = []
    other.on('presence', news => faces.push(...news.set.map(({ user }) => user.avatar_path)))
    other.emit('presence:set', { face: faceId })
    mine.emit('presence:set', { face: faceId })
    await expect.poll(() => faces.at(-1)).toMatch(/^avatars\/.+\.webp$/)
    expect((await app.call('DELETE', '/api/users/me/avatar', { token })).status).toBe(204)
    await expect.poll(() => faces.at(-1), { timeout: 5000 }).toBeNull()
    expect((await app.call('GET', `/api/users/${id}/avatar`)).status).toBe(404)
    expect((await app.call('GET', '/api/users/me', { token })).body).toMatchObject({ avatar_path: null })
  })

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
  /** A GIF of 30,000 x 30,000 pixels in 40 bytes. */
  const gifBomb = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([0x30, 0x75, 0x30, 0x75, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0x30, 0x75, 0x30, 0x75, 0, 2, 2, 0x4c, 1, 0, 0x3b])])
  test.each([
    ['an SVG', async () => svg],
    ['a GIF bomb', async () => gifBomb],
    ['a PNG of 196 megapixels', async () => blankPng(14_000)],
    ['a truncated JPEG', async () => (await picture(900, 900).jpeg().toBuffer()).subarray(0, 1500)],
    ['a TIFF', () => picture(10, 10).tiff().toBuffer()],
    ['a text', async () => Buffer.from('no picture at all')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('is not %s', async (what, make) => {
    const { id, token } = await app.register(`a-${createHash('sha1').update(what).digest('hex').slice(0, 8)}`)
    expect(await upload(token, await make())).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect((await app.call('GET', `/api/users/${id}/avatar`)).status).toBe(404)
  })

  test('is at most 2 MB, in the field `file`', async () => {
    const { token } = await app.register('gros')
    expect(await upload(token, Buffer.alloc(2 * 1024 * 1024 + 1))).toMatchObject({ status: 413, body: { code: 'too_large' } })
    expect((await upload(token, await picture(10, 10).png().toBuffer(), 'photo')).status).toBe(422)
  })
})

describe('leaving', () => {
  test('[PEOPLE-4] one’s data: all that is one’s own, nothing of others', async () => {
    const me = await app.register('exporte')
    const [mine] = [await climb(me), await climb(admin, { name: 'Pas la mienne' })]
    const hidden = await climb(me, { is_private: true })
    await app.call('PUT', '/api/holds/101/annotations', { token: me.token, body: { grip_type: 'bac', notes: 'à moi' } })
    await app.call('PATCH', `/api/climbs/${mine}`, { token: me.token, body: { personal_notes: 'revenir' } })
    const data = (await app.call('GET', '/api/users/me/export', { token: me.token })).body as OwnData
    expect(data).toMatchObject({
      account: { id: me.id, email: 'exporte@example.org' }, avatar: null, claims: [], sessions: [{ label: '', ended_at: null }], mails: [],
      annotations: [{ hold_id: 101, grip_type: 'bac', notes: 'à moi' }], remarks: [{ climb_id: mine, personal_notes: 'revenir' }],
    })
    expect(data.climbs.map(({ id }) => id).sort()).toEqual([mine, hidden].sort())
  })

  test('[PEOPLE-5] an account deleted: climbs stay without setter, the rest goes, feeds follow, the token is dead', async () => {
    const me = await app.register('partante')
    const [open, hidden] = [await climb(me), await climb(me, { is_private: true })]
    await app.call('PUT', '/api/holds/106/annotations', { token: me.token, body: { condition: 'sale' } })
    await app.call('PATCH', `/api/climbs/${open}`, { token: me.token, body: { personal_notes: 'à moi' } })
    await upload(me.token, await picture(10, 10).png().toBuffer())
    const socket = await app.socket({ token: me.token })
    const ended = new Promise(resolve => socket.on('session:ended', resolve))
    expect((await app.call('DELETE', '/api/users/me', { token: me.token })).status).toBe(204)

    expect((await app.call('GET', '/api/users/me', { token: me.token })).status).toBe(401)
    expect((await app.call('POST', '/api/auth/refresh', { body: { refresh_token: me.refreshToken } })).status).toBe(401)
    expect((await app.call('GET', `/api/users/${me.id}`)).status).toBe(404)
    expect((await app.call('GET', `/api/users/${me.id}/avatar`)).status).toBe(404)
    const { stores } = app.services
    expect(await stores.documents.get(`votes/${faceId}/${me.id}`)).toBeNull()
    expect(await stores.annotations.votesOf(me.id)).toEqual([])
    expect(await stores.climbs.personalsOf(me.id, [open])).toEqual([])
    expect((await stores.climbs.rows([hidden])).length).toBe(0)
    const rows = await rowsOf(`face:${faceId}`)
    expect(rows.find(row => row.kind === 'climb' && row.id === open)?.value).toMatchObject({ setter_id: null, setter_name: null, created_by_id: null })
    expect(rows.find(row => row.kind === 'consensus' && row.id === '106')?.value).toBeUndefined()
    expect(await ended).toEqual({ reason: 'deactivated' })
  })

  test('[PEOPLE-6] the last admin cannot leave, be demoted or shut out; with another one they can', async () => {
    const lonely = await startApp()
    const first = await lonely.admin()
    expect(await lonely.call('DELETE', '/api/users/me', { token: first.token })).toMatchObject({ status: 403, body: { code: 'last_admin' } })
    for (const verb of ['demote', 'deactivate']) {
      expect(await lonely.call('POST', `/api/admin/users/${first.id}/${verb}`, { token: first.token, body: {} })).toMatchObject({ status: 403, body: { code: 'last_admin' } })
    }
    const second = await lonely.admin()
    const both = await Promise.all([first, second].map(({ id, token }) => lonely.call('POST', `/api/admin/users/${id}/demote`, { token, body: {} })))
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await lonely.services.stores.users.hasAdmin()).toBe(true)
    await lonely.close()
  })
})

describe('[PEOPLE-8] an admin', () => {
  test('shuts an account out and lets it in again: its tokens are refused at once, its session has ended', async () => {
    const user = await app.register('exclue')
    expect(await order(user.id, 'deactivate', admin.token)).toMatchObject({ status: 200, body: { is_active: false } })
    expect(await app.call('GET', '/api/users/me', { token: user.token })).toMatchObject({ status: 403, body: { code: 'deactivated' } })
    expect(await order(user.id, 'reactivate', admin.token)).toMatchObject({ status: 200, body: { is_active: true } })
    expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(401)
    expect((await app.call('POST', '/api/auth/refresh', { body: { refresh_token: user.refreshToken } })).status).toBe(401)
  })

  test('names an admin and takes it back; the token that says otherwise does not count', async () => {
    const user = await app.register('promue')
    await order(user.id, 'promote', admin.token)
    expect((await app.call('GET', '/api/users', { token: user.token })).status).toBe(200)
    await order(user.id, 'demote', admin.token)
    expect((await app.call('GET', '/api/users', { token: user.token })).status).toBe(403)
  })

  test('[AUDIT-1] each of it stands in the log once, as ids; who reads it filters by who, whom, what and since when', async () => {
    const user = await app.register('notée')
    const before = app.clock.now()
    await order(user.id, 'deactivate', admin.token, 'trop de bruit')
    await order(user.id, 'deactivate', admin.token, 'encore')
    await order(user.id, 'reactivate', admin.token, '')
    const ask = async (query: string) => (await app.call('GET', `/api/admin/audit?${query}`, { token: admin.token })).body
    expect(await ask(`target=${user.id}&action=user`)).toMatchObject({
      count: 2, page: 1, page_size: 50,
      results: [
        { action: 'user.reactivate', actor_id: admin.id, detail: {} },
        { action: 'user.deactivate', actor_kind: 'user', actor_id: admin.id, actor_name: admin.username, target_kind: 'user', target_id: user.id, target_name: 'notée', detail: { reason: 'trop de bruit' } },
      ],
    })
    expect(await ask(`target=${user.id}&action=user.deactivate`)).toMatchObject({ count: 1 })
    expect(await ask(`actor=${admin.id}&action=user&since=${before}&page_size=1&page=2`)).toMatchObject({ count: 2, results: [{ action: 'user.deactivate' }] })
    expect(await ask(`action=use`)).toMatchObject({ count: 0 })
  })
})

describe('[KEY-1] an API key made by an admin', () => {
  test('works over REST and on sockets until it ends, is shown once, and says when it was last used', async () => {
    const made = (await app.call('POST', '/api/admin/api-keys', { token: admin.token, body: { name: 'téléphone', scopes: ['write'] } })).body as { id: string; key: string }
    const list = async () => (await app.call('GET', '/api/admin/api-keys', { token: admin.token })).body as { results: { id: string; last_used_at: string | null }[] }
    expect(JSON.stringify(await list())).not.toContain(made.key)
    const create = () => app.call('POST', '/api/climbs', { apiKey: made.key, body: { face_id: faceId, name: 'Par programme', holds_list: 'S101 T109' } })
    expect((await create()).status).toBe(201)
    expect((await app.call('GET', '/api/users', { apiKey: made.key })).status).toBe(403)
    const used = (await list()).results.find(({ id }) => id === made.id)?.last_used_at
    expect(used).toEqual(expect.any(String))
    await create()
    expect((await list()).results.find(({ id }) => id === made.id)?.last_used_at).toBe(used)

    const socket = await app.socket({ apiKey: made.key })
    const ended = new Promise(resolve => socket.on('session:ended', resolve))
    expect((await app.call('DELETE', `/api/admin/api-keys/${made.id}`, { token: admin.token })).status).toBe(204)
    expect(await create()).toMatchObject({ status: 403, body: { code: 'unknown_api_key' } })
    expect(await ended).toMatchObject({ reason: 'deactivated' })
    await expect(app.socket({ apiKey: made.key })).rejects.toMatchObject({ data: { code: 'unknown_api_key' } })
    expect((await app.call('DELETE', `/api/admin/api-keys/${made.id}`, { token: admin.token })).status).toBe(404)
    expect((await app.call('GET', `/api/admin/audit?target=${made.id}`, { token: admin.token })).body).toMatchObject({ results: [{ action: 'apikey.end' }, { action: 'apikey.create' }] })
  })
})

describe('[PEOPLE-9] by invitation', () => {
  test('a link registers as often as it says, until it ends or is too old', async () => {
    const closed = await startApp({ env: { REGISTRATION: 'invite' } })
    const boss = await closed.admin()
    let n = 0
    const register = (invite?: string) => closed.call('POST', '/api/auth/register', { body: { email: `p${++n}@example.org`, username: `personne-${n}`, password: 'arête-ronde-et-bleue-42', ...(invite ? { invite } : {}) } })
    const make = async (body: object) => (await closed.call('POST', '/api/admin/invites', { token: boss.token, body })).body as { id: string; token: string; path: string }
    expect(await register()).toMatchObject({ status: 400, body: { code: 'registration_closed' } })
    const twice = await make({ uses: 2 })
    expect(twice.path).toContain(twice.token)
    const answers = await Promise.all([register(twice.token), register(twice.token), register(twice.token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400])
    expect((await closed.call('GET', '/api/admin/invites', { token: boss.token })).body).toMatchObject({ results: [{ id: twice.id, uses: 2, uses_left: 0 }] })

    const ended = await make({ uses: 5 })
    await closed.call('DELETE', `/api/admin/invites/${ended.id}`, { token: boss.token })
    const old = await make({ uses: 5, expires_in_days: 1 })
    closed.clock.advance(25 * 3600 * 1000)
    for (const { token } of [ended, old]) expect(await register(token)).toMatchObject({ status: 400, body: { code: 'invite_invalid' } })
    await closed.close()
  })

  test('a name that is taken does not cost a use', async () => {
    const closed = await startApp({ env: { REGISTRATION: 'invite' } })
    const boss = await closed.admin()
    const { token } = (await closed.call('POST', '/api/admin/invites', { token: boss.token, body: {} })).body as { token: string }
    const register = (username: string) => closed.call('POST', '/api/auth/register', { body: { email: `${username}@example.net`, username, password: 'arête-ronde-et-bleue-42', invite: token } })
    expect((await register(boss.username)).status).toBe(400)
    expect((await register('assez-libre')).status).toBe(201)
    await closed.close()
  })
})

describe('[PEOPLE-7] "this setter is me"', () => {
  const importAgain = () => app.services.transactions(guest, context => importWall(context, smallWall, { keepDemo: true }))

  test('once approved the setter’s climbs are the person’s, and the next import doubles nothing', async () => {
    const [me, rival] = [await app.register('éléphante'), await app.register('rivale')]
    const imported = await setter()
    expect((await app.call('GET', `/api/users/${imported?.id}`)).body).toMatchObject({ is_claimable: true })
    const claim = (by: Account) => app.call('POST', `/api/users/${imported?.id}/claim`, { token: by.token, body: {} })
    const { body, status } = await claim(me)
    expect([status, body]).toMatchObject([201, { user_id: me.id, setter_id: imported?.id, state: 'open' }])
    expect((await claim(me)).body).toEqual(body)
    const other = (await claim(rival)).body as { id: string }
    expect((await app.call('GET', '/api/admin/claims', { token: admin.token })).body).toMatchObject({ results: [{ user_name: 'éléphante', setter_name: 'Éléphant Agile', climbs_count: 4 }, { user_name: 'rivale' }] })
    const decide = (id: string, verb: string) => app.call('POST', `/api/admin/claims/${id}/${verb}`, { token: admin.token, body: {} })
    expect((await decide(other.id, 'reject')).body).toMatchObject({ state: 'rejected' })
    expect((await claim(rival)).body).toMatchObject({ state: 'rejected' })

    expect((await decide((body as { id: string }).id, 'approve')).status).toBe(200)
    expect((await app.call('GET', `/api/users/${imported?.id}`)).status).toBe(404)
    const mine = async () => (await app.call('GET', `/api/climbs?setter_id=${me.id}`)).body as { count: number; results: { setter_name: string }[] }
    expect((await mine()).count).toBe(4)
    expect((await rowsOf(`face:${faceId}`)).filter(row => (row.value as { setter_name?: string }).setter_name === 'éléphante')).toHaveLength(4)

    const { value } = await importAgain()
    expect(value.tallies.setters).toEqual({ created: 0, updated: 0, unchanged: 2 })
    expect(value.tallies.climbs).toMatchObject({ created: 0, updated: 0 })
    expect((await mine()).count).toBe(4)
    expect((await decide(other.id, 'approve')).status).toBe(404)

    // Gone for good: an import does not bring them back under their name.
    await app.call('DELETE', '/api/users/me', { token: me.token })
    await importAgain()
    expect(await setter()).toBeUndefined()
    expect((await app.call('GET', '/api/climbs?search=Agile')).body).toMatchObject({ count: 0 })
  })

  test('people cannot be claimed, nor oneself', async () => {
    const [me, other] = [await app.register('moi-même'), await app.register('quelqu’un')]
    for (const { id } of [me, other]) expect((await app.call('POST', `/api/users/${id}/claim`, { token: me.token, body: {} })).status).toBe(403)
    expect((await app.call('POST', '/api/users/none/claim', { token: me.token, body: {} })).status).toBe(404)
  })

  test('[PEOPLE-10] an admin gives a setter their address; who has a password keeps theirs', async () => {
    const local = (await app.services.stores.users.list({ search: 'Loutre' }, { page: 1, page_size: 5 })).results[0]
    const set = (id: string | undefined, email: string) => app.call('POST', `/api/admin/users/${id}/email`, { token: admin.token, body: { email } })
    expect(await set(local?.id, `${admin.username}@example.org`)).toMatchObject({ status: 400, body: { code: 'taken' } })
    expect(await set(local?.id, 'loutre@example.org')).toMatchObject({ status: 200, body: { email: 'loutre@example.org', is_claimable: false } })
    expect((await set(admin.id, 'autre@example.org')).status).toBe(403)
    const { value } = await importAgain()
    expect(value.tallies.setters.created).toBe(0)
  })
})
