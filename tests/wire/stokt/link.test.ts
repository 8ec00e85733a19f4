import { describe, expect, test } from 'vitest'
import type { StoktLink } from '../../../shared/contract/sources'
import { KEYS } from '../../support/app'
import { DIALECTS } from '../../support/databases'
import { stoktFixtures } from '../../support/stoktFixtures'

const MOSS = { username: 'mousse', password: 'mousse-verte' }

describe.each(DIALECTS)('an account in Stokt on %s', (dialect) => {
  async function fixtures(env: Record<string, string> = {}) {
    const all = await stoktFixtures(dialect, { climbs: 5, env })
    await all.tick()
    const user = await all.app.register('belette')
    const call = async (method: string, body?: object, { token } = user) =>
      all.app.call(method, '/api/users/me/stokt', { token, ...body ? { body } : {} })
    return { ...all, user, call, link: async () => (await call('GET')).body as StoktLink }
  }

  test('[STOKT-13] is linked by its password, and the setter is the person at once', async () => {
    const { call, link, user, climbs, app, stokt } = await fixtures()
    expect(await link()).toEqual({ linked: false, can_link: true, full_name: null, since: null, broken: false, brought: null })
    expect(await call('POST', MOSS)).toMatchObject({ status: 200, body: { linked: true, full_name: 'Doigts de Mousse', broken: false } })
    expect(new Set((await climbs()).map(({ setter_id }) => setter_id))).toEqual(new Set([user.id]))
    const { stoktAccounts, audit, answers } = app.db.t
    const kept = JSON.stringify([
      await app.db.select().from(stoktAccounts),
      await app.db.select().from(audit),
      await app.db.select().from(answers),
    ])
    for (const secret of [MOSS.password, 'token-of-moss']) {
      expect(kept).not.toContain(secret)
      expect(JSON.stringify((await call('GET')).body)).not.toContain(secret)
    }
    stokt.forget()
    await app.call('POST', '/api/admin/sources/stokt/sync', { apiKey: KEYS.admin, body: { mode: 'full' } })
    await expect.poll(async () => (await app.services.stores.stokt.mirror(stokt.world.gymId))?.wanted).toBeNull()
    expect(new Set((await climbs()).map(({ setter_id }) => setter_id))).toEqual(new Set([user.id]))
  })

  test('[STOKT-13] is linked by a token, forgotten, and linked again', async () => {
    const { call, link, climbs, user } = await fixtures()
    expect((await call('POST', { token: 'token-of-moss' })).status).toBe(200)
    expect((await call('DELETE')).status).toBe(204)
    expect(await link()).toMatchObject({ linked: false })
    expect((await call('DELETE')).status).toBe(204)
    expect((await call('POST', MOSS)).status).toBe(200)
    expect((await climbs()).every(({ setter_id }) => setter_id === user.id)).toBe(true)
  })

  test('[STOKT-13] is refused where Stokt refuses, cannot be asked, or the setter is somebody else', async () => {
    const { call, link, app, stokt } = await fixtures()
    expect(await call('POST', { ...MOSS, password: 'wrong' })).toMatchObject({ status: 400, body: { code: 'stokt_refused' } })
    expect(await call('POST', { token: 'of-nobody' })).toMatchObject({ status: 400, body: { code: 'stokt_refused' } })
    expect((await call('POST', { username: 'mousse' })).status).toBe(422)
    stokt.always({ status: 503 })
    expect(await call('POST', MOSS)).toMatchObject({ status: 503, body: { code: 'stokt_away' } })
    stokt.always(null)
    expect(await link()).toMatchObject({ linked: false })
    const other = await app.register('loutre')
    expect((await call('POST', MOSS, other)).status).toBe(200)
    expect(await call('POST', MOSS)).toMatchObject({ status: 400, body: { code: 'taken' } })
    expect(await link()).toMatchObject({ linked: false })
  })
})

test('[STOKT-13] nobody links an account where no gym is set', async () => {
  const { app, stokt } = await stoktFixtures('sqlite', { env: { STOKT_TOKEN: '', STOKT_GYM: '', STOKT_POLL: '' } })
  const { token } = await app.register('belette')
  expect((await app.call('GET', '/api/users/me/stokt', { token })).body).toMatchObject({ can_link: false })
  expect((await app.call('POST', '/api/users/me/stokt', { token, body: MOSS })).status).toBe(404)
  expect(stokt.requests).toEqual([])
})
