import { describe, expect, test } from 'vitest'
import type { StoktClimbPage, StoktOwn } from '../../../shared/contract/stokt'
import type { Climb } from '../../../shared/model/climb'
import type { FaceSetup } from '../../../shared/model/face'
import { DIALECTS, type Dialect } from '../../support/databases'
import { FIRST_HOLD } from '../../support/stoktExport'
import { stoktFixtures } from '../../support/stoktFixtures'
import { agedClimb, type StoktPerson } from '../../support/stoktWorld'

const TOKEN = 'token-of-moss'
const loutre: StoktPerson = { id: '05e77e40-0000-4000-8000-000000000009', fullName: 'Loutre', username: 'loutre', password: 'l', token: 'token-of-otter' }
const holdsOf = (...words: string[]): string => words.map(word => word.charAt(0) + String(FIRST_HOLD + Number(word.slice(1)))).join(' ')

async function fixtures(dialect: Dialect, { climbs = 25, pageSize = 10 }: { climbs?: number; pageSize?: number | null } = {}) {
  const all = await stoktFixtures(dialect, { climbs, pageSize })
  await all.tick()
  const { app, stokt } = all
  stokt.world.people.push(loutre)
  const faceId = (await app.services.stores.walls.face({ stoktId: stokt.world.faceId }))?.id ?? ''
  const person = async (name: string, token: string | null) => {
    const account = await app.register(name)
    if (token !== null) await app.call('POST', '/api/users/me/stokt', { token: account.token, body: { token } })
    const call = (method: string, path: string, body?: object) =>
      app.call(method, `/api/sources/stokt/${path}`, { token: account.token, ...body ? { body } : {} })
    const page = async (more = '') => (await call('GET', `climbs?face_id=${faceId}${more}`)).body as StoktClimbPage
    const link = async () => (await app.call('GET', '/api/users/me/stokt', { token: account.token })).body
    return { ...account, call, page, link }
  }
  const moss = await person('belette', TOKEN)
  // What a linked person did in Stokt comes over once; after that only the gateway asks.
  await all.tick()
  await expect.poll(async () => (await app.services.stores.stoktAccounts.ofUser(moss.id))?.brought).not.toBeNull()
  stokt.forget()
  return { ...all, faceId, person, moss, wanted: { face_id: faceId, name: 'Ligne claire', holds_list: holdsOf('S0', 'O8', 'T44') } }
}

describe.each(DIALECTS)('what Stokt holds, on %s', (dialect) => {
  test('[SOURCE-1] [SOURCE-3] is read page by page with the token of the person, and asked for again only when it is old', async () => {
    const { stokt, moss, faceId, pass } = await fixtures(dialect)
    stokt.world.climbs[0] = { ...stokt.world.climbs[0]!, holdsList: 'S1 T2' }
    const first = await moss.page()
    expect(first).toMatchObject({ count: 25, page: 1, has_more: true, left_out: 1 })
    const rows = [...first.results, ...(await moss.page('&page=2')).results, ...(await moss.page('&page=3')).results]
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(stokt.world.climbs.slice(1).map(({ id }) => id)))
    expect(rows[0]).toMatchObject({ face_id: faceId, source: 'stokt', setter_id: moss.id, setter_name: 'Doigts de Mousse', total_likes: 1, grade_font: '6A' })
    expect(await moss.page('&page=4')).toMatchObject({ results: [], has_more: false })
    expect(stokt.requests.map(({ authorization }) => authorization)).toEqual(Array(3).fill(`Token ${TOKEN}`))
    const one = await moss.call('GET', `climbs/${rows[12]?.id}`)
    expect(one.body).toEqual(rows[12])
    expect((await moss.call('GET', 'climbs/none')).status).toBe(404)
    expect(stokt.requests).toHaveLength(3)
    pass(61_000)
    stokt.world.climbs[1]!.totalLikes = 40
    const later = await moss.page()
    expect(later.results[0]?.total_likes).toBe(40)
    expect(later.read_at > first.read_at).toBe(true)
    expect((await moss.page('&page=2')).results).toHaveLength(10)
    expect(stokt.requests.slice(3).map(({ status }) => status)).toEqual([200, 304])
    stokt.world.climbs.unshift(agedClimb(77, 1, Date.now() + 61_000))
    expect((await moss.page(`&created_from=${new Date(Date.now() - 86_400_000).toISOString()}`)).results).toHaveLength(1)
    expect(stokt.requests.at(-1)?.path).toContain('max_age=7')
  })

  test('[SOURCE-1] [SOURCE-4] the wall comes as Stokt has it, and what a person likes and sent', async () => {
    const { stokt, moss, faceId } = await fixtures(dialect, { pageSize: null })
    const [one, two] = stokt.world.climbs
    stokt.world.sent.set(TOKEN, [two!.id])
    const setup = (await moss.call('GET', `faces/${faceId}/setup`)).body as FaceSetup
    expect(setup).toMatchObject({ id: faceId, stokt_id: stokt.world.faceId, picture: { width: expect.any(Number) as number } })
    expect(setup.holds).toHaveLength(48)
    expect((await moss.call('GET', 'faces/none/setup')).status).toBe(404)
    expect((await moss.call('PUT', `climbs/${one!.id}/like`)).status).toBe(204)
    expect((await moss.call('PUT', `climbs/${one!.id}/like`)).status).toBe(204)
    expect((await moss.call('GET', 'mine')).body as StoktOwn).toMatchObject({ likes: [one!.id], sends: [two!.id] })
    expect(stokt.world.climbs[0]?.totalLikes).toBe(2)
    expect((await moss.page()).results.find(({ id }) => id === one!.id)?.total_likes).toBe(2)
    expect((await moss.call('DELETE', `climbs/${one!.id}/like`)).status).toBe(204)
    expect((await moss.call('GET', 'mine')).body).toMatchObject({ likes: [] })
    expect((await moss.call('PUT', 'climbs/none/like')).status).toBe(404)
  })

  test('[SOURCE-5] a climb is set in Stokt once, also where the answer is lost', async () => {
    const { stokt, moss, wanted } = await fixtures(dialect)
    const before = stokt.world.climbs.length
    const set = await moss.call('POST', 'climbs', { ...wanted, grade_font: '6B', feet_rule: null, description: 'Belle' })
    expect(set).toMatchObject({ status: 201, body: { name: 'Ligne claire', holds_list: wanted.holds_list, grade_font: '6B', setter_id: moss.id } })
    expect(await moss.call('POST', 'climbs', { ...wanted, holds_list: holdsOf('T44', 'O8', 'S0') })).toMatchObject({ status: 201, body: { id: (set.body as Climb).id } })
    expect(stokt.world.climbs).toHaveLength(before + 1)
    stokt.onRequest(({ method }) => {
      if (method === 'POST') stokt.next('lost')
    })
    const lost = await moss.call('POST', 'climbs', { ...wanted, name: 'Perdu en route' })
    expect(lost).toMatchObject({ status: 201, body: { name: 'Perdu en route' } })
    expect(stokt.world.climbs.filter(({ name }) => name === 'Perdu en route')).toHaveLength(1)
    const twice = await Promise.all([1, 2].map(() => moss.call('POST', 'climbs', { ...wanted, name: 'Deux fois à la fois' })))
    expect(twice.map(({ status }) => status)).toEqual([201, 201])
    expect(stokt.world.climbs.filter(({ name }) => name === 'Deux fois à la fois')).toHaveLength(1)
    expect((await moss.call('POST', 'climbs', { ...wanted, name: 'Sans départ', holds_list: holdsOf('O8', 'T44') })).status).toBe(422)
    expect(await moss.call('POST', 'climbs', { ...wanted, name: 'Prise inconnue', holds_list: 'S7 T9' })).toMatchObject({ body: { code: 'unknown_hold' } })
    stokt.onRequest(({ method }) => {
      if (method === 'POST') stokt.next({ status: 400 })
    })
    expect(await moss.call('POST', 'climbs', { ...wanted, name: 'Refusé' })).toMatchObject({ status: 422, body: { code: 'stokt_declined' } })
  })

  test('[SOURCE-6] each trouble has its code, and a token that ended is not used again until another is linked', async () => {
    const { stokt, app, moss, faceId, person, pass } = await fixtures(dialect)
    const stranger = await person('musaraigne', null)
    const path = `climbs?face_id=${faceId}`
    const asked = async () => {
      const { status, body, headers } = await moss.call('GET', path)
      return [status, (body as { code?: string }).code, headers.get('retry-after')]
    }
    expect(await stranger.call('GET', path)).toMatchObject({ status: 409, body: { code: 'stokt_unlinked' } })
    for (const nonsense of ['page', 'half', 'strange'] as const) {
      stokt.next(nonsense)
      expect(await asked()).toEqual([502, 'stokt_nonsense', null])
    }
    stokt.next({ status: 503 })
    expect(await asked()).toEqual([503, 'stokt_away', '10'])
    const requests = stokt.requests.length
    expect(await asked()).toEqual([503, 'stokt_away', '10'])
    expect(stokt.requests).toHaveLength(requests)
    pass(11_000)
    stokt.next({ status: 429, retryAfter: '30' })
    expect(await asked()).toEqual([503, 'stokt_busy', '30'])
    pass(31_000)
    stokt.next('cut')
    expect((await asked())[1]).toBe('stokt_away')
    pass(11_000)
    // What Stokt forbids does not end a good token.
    stokt.next({ status: 403 })
    expect(await moss.call('PUT', `climbs/${stokt.world.climbs[0]!.id}/like`)).toMatchObject({ status: 422, body: { code: 'stokt_declined' } })
    expect(await moss.link()).toMatchObject({ linked: true, broken: false })
    const [mossThere] = stokt.world.people.filter(({ token }) => token === TOKEN)
    mossThere!.token = 'another-token'
    expect(await asked()).toEqual([409, 'stokt_ended', null])
    expect(await moss.link()).toMatchObject({ linked: true, broken: true })
    stokt.forget()
    expect(await asked()).toEqual([409, 'stokt_ended', null])
    expect(stokt.requests).toEqual([])
    mossThere!.token = TOKEN
    await app.call('POST', '/api/users/me/stokt', { token: moss.token, body: { token: TOKEN } })
    expect(await asked()).toEqual([200, undefined, null])
    const told = JSON.stringify([(await moss.call('GET', path)).body, await moss.link()])
    expect(told).not.toContain(TOKEN)
  })
})

test('[SOURCE-2] people wait in turn, one request at a time, and whoever asks for too much is told to wait', async () => {
  const { stokt, moss, person, faceId } = await fixtures('sqlite', { climbs: 80, pageSize: 1 })
  const otter = await person('loutre', loutre.token)
  stokt.forget()
  const crowd = Array.from({ length: 12 }, (_, n) => moss.call('GET', `climbs/unknown-${n}`))
  const one = otter.call('GET', `climbs?face_id=${faceId}`)
  expect((await one).status).toBe(200)
  const at = stokt.requests.findIndex(({ authorization }) => authorization === `Token ${loutre.token}`)
  const answers = await Promise.all(crowd)
  expect(at).toBeLessThan(stokt.requests.length / 3)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 503]))
  expect(answers.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('30')
  expect(stokt.mostAtOnce()).toBe(1)
})
