import { describe, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import { instant, instantOf } from '../../shared/model/instant'
import { startApp } from '../../tests/support/app'
import { DIALECTS } from '../../tests/support/databases'
import { createMigratedDatabase } from '../../tests/support/postgres'
import { importTestWall } from '../../tests/support/wall'

const DAY = 24 * 3_600_000

describe.each(DIALECTS)('what is pruned, on %s', (dialect) => {
  test('[FEED-5] [HOUSE-3] tombstones go after 90 days: an old cursor begins anew, a younger one goes on', async () => {
    const place = dialect === 'postgres' ? await createMigratedDatabase() : null
    const app = await startApp(place ? { databaseUrl: place.url } : {})
    const { faceId } = await importTestWall(app.services)
    const feed = `/api/feeds/${encodeURIComponent(`face:${faceId}`)}/changes`
    const read = async (since?: string) => {
      const { status, body } = await app.call('GET', since === undefined ? feed : `${feed}?since=${encodeURIComponent(since)}`)
      return { status, ...(body as { cursor: string; mode: string; rows: { op: string }[] }) }
    }
    const remove = async (token: string) => {
      const { body } = await app.call('POST', '/api/climbs', {
        token,
        body: { face_id: faceId, name: 'Bref passage', holds_list: 'S101 T109' },
      })
      await app.call('DELETE', `/api/climbs/${(body as { id: string }).id}`, { token })
    }
    const { token } = await app.register('fugace')
    const old = (await read()).cursor
    await remove(token)
    const young = (await read()).cursor
    app.clock.advance(89 * DAY)
    await app.runJobs()
    expect((await read(old)).rows.some(row => row.op === 'delete')).toBe(true)
    app.clock.advance(2 * DAY)
    await app.runJobs()
    expect((await read(old)).status).toBe(410)
    expect(await read(young)).toMatchObject({ status: 200, mode: 'delta' })
    expect((await read()).rows.every(row => row.op === 'put')).toBe(true)
    await app.close()
    await place?.drop()
  })

  test('[HOUSE-4] [HISTORY-1] what happened to holds goes after two years and not before: the database itself refuses it', async () => {
    const place = dialect === 'postgres' ? await createMigratedDatabase() : null
    const app = await startApp(place ? { databaseUrl: place.url } : {})
    const { faceId } = await importTestWall(app.services)
    const now = instantOf(Date.now())
    const entry = { hold_id: 101, face_id: faceId, kind: 'lock', actor_id: null, detail: {} } as const
    await app.services.transactions(guest, async ({ stores }) => {
      await stores.history.append([entry], instant('2020-01-01T00:00:00.000000Z'))
      await stores.history.append([entry], now)
    })
    await app.runJobs()
    expect((await app.services.stores.history.list(101, { page: 1, page_size: 9 })).results.map(({ at }) => at)).toEqual([now])
    await expect(app.services.stores.history.forget(instant('2999-01-01T00:00:00.000000Z'))).rejects.toThrow()
    expect((await app.services.stores.history.list(101, { page: 1, page_size: 9 })).count).toBe(1)
    await app.close()
    await place?.drop()
  })
})
