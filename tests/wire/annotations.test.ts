import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { noConsensus } from '../../shared/rules/consensus'
import { KEYS, startApp, type Account, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'

const text = expect.any(String) as string
const nothing = { grip_type: null, condition: null, difficulty: null, notes: null, created_at: text, updated_at: text }

let app: TestApp
let people: Account[]
beforeAll(async () => {
  app = await startApp()
  await importTestWall(app.services)
  people = await Promise.all(['une', 'deux', 'trois'].map(name => app.register(`votante-${name}`)))
})
afterAll(() => app.close())

const put = (who: number, hold: number, body: object) =>
  app.call('PUT', `/api/holds/${hold}/annotations`, { token: people[who]?.token ?? '', body })
const get = async (hold: number, who?: number) =>
  (await app.call('GET', `/api/holds/${hold}/annotations`, who === undefined ? {} : { token: people[who]?.token ?? '' })).body

test('[VOTE-5] a part left out keeps its value, "" and null clear it, everything cleared is no annotation', async () => {
  expect(await put(0, 101, { grip_type: 'bac', condition: 'ok', notes: 'bonne' })).toMatchObject({
    status: 200,
    body: { ...nothing, grip_type: 'bac', condition: 'ok', notes: 'bonne' },
  })
  expect((await put(0, 101, { difficulty: 'dure', notes: '' })).body).toEqual({
    ...nothing,
    grip_type: 'bac',
    condition: 'ok',
    difficulty: 'dure',
  })
  expect((await put(0, 101, { grip_type: null, condition: '', difficulty: null })).body).toEqual(nothing)
  expect(await get(101, 0)).toEqual({ hold_id: 101, consensus: noConsensus, user_annotation: null })
})

test('[VOTE-1] three who agree make it official; each sees their own word, others only the consensus', async () => {
  for (const who of [0, 1, 2]) await put(who, 102, { grip_type: who === 2 ? 'plat' : 'pince', condition: 'sale', notes: `de ${who}` })
  const consensus = {
    ...noConsensus, grip_type: 'pince', grip_type_votes: 2, grip_type_votes_cast: 3, grip_type_confidence: 0.67, grip_type_official: true,
    condition: 'sale', condition_votes: 3, condition_votes_cast: 3, condition_confidence: 1, condition_official: true, total_annotators: 3,
  }
  expect(await get(102)).toEqual({ hold_id: 102, consensus, user_annotation: null })
  expect(await get(102, 2)).toEqual({
    hold_id: 102,
    consensus,
    user_annotation: { ...nothing, grip_type: 'plat', condition: 'sale', notes: 'de 2' },
  })
})

test('[VOTE-4] three who vote at once all count', async () => {
  await Promise.all([0, 1, 2].map(who => put(who, 104, { difficulty: 'facile' })))
  expect(await get(104)).toMatchObject({ consensus: { difficulty: 'facile', difficulty_votes: 3, total_annotators: 3 } })
})

test('a batch answers for every known hold once', async () => {
  await put(1, FIRST_OWN_HOLD_ID, { grip_type: 'bac' })
  const { body } = await app.call('POST', '/api/holds/annotations/batch', {
    token: people[1]?.token ?? '',
    body: { hold_ids: [FIRST_OWN_HOLD_ID, 109, 109, 999] },
  })
  expect(body).toEqual({
    annotations: {
      109: { hold_id: 109, consensus: noConsensus, user_annotation: null },
      [FIRST_OWN_HOLD_ID]: {
        hold_id: FIRST_OWN_HOLD_ID,
        consensus: expect.objectContaining({ grip_type: 'bac', grip_type_official: false }) as unknown,
        user_annotation: { ...nothing, grip_type: 'bac' },
      },
    },
  })
  const many = await app.call('POST', '/api/holds/annotations/batch', { body: { hold_ids: Array.from({ length: 1001 }, (_, n) => n + 1) } })
  expect(many).toMatchObject({ status: 422, body: { errors: [{ path: 'hold_ids' }] } })
})

test('taking one’s word back answers 204, then 404', async () => {
  await put(0, 105, { grip_type: 'bac', notes: 'x' })
  const remove = () => app.call('DELETE', '/api/holds/105/annotations', { token: people[0]?.token ?? '' })
  expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
  expect(await get(105, 0)).toMatchObject({ consensus: { total_annotators: 0 }, user_annotation: null })
})

test.each([{ grip_type: 'poignée' }, { condition: 'OK' }, { difficulty: 3 }, { notes: 'x'.repeat(2001) }, { grip_type: ['bac'] }])(
  '%o is refused',
  async body => {
    expect(await put(0, 106, body)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path: Object.keys(body)[0] }] } })
  },
)

test('a hold that does not exist is not found', async () => {
  expect((await put(0, 999, { grip_type: 'bac' })).status).toBe(404)
  expect((await app.call('GET', '/api/holds/999/annotations')).status).toBe(404)
})

test('[REST-4] a key has no word on a hold', async () => {
  const { status } = await app.call('PUT', '/api/holds/101/annotations', { apiKey: KEYS.admin, body: { grip_type: 'bac' } })
  expect(status).toBe(401)
})

test('[FEED-8] a vote says where both feeds stand that have it', async () => {
  const { headers } = await put(2, 107, { grip_type: 'micro' })
  expect(headers.get('x-feed-cursor')).toMatch(new RegExp(`^face:[\\w-]+=\\w+\\.\\d+, user:${people[2]?.id}=\\w+\\.\\d+$`))
})
