import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guest } from '../../../shared/access/actor'
import type { WallGrid } from '../../../shared/model/grid'
import { setGrid } from '../../../server/usecases/walls/setGrid'
import type { TestApp } from '../../support/app'
import { feedValues } from '../../support/feedRows'
import { followed } from '../../support/followed'
import { servers } from '../../support/servers'
import { importTestWall, PICTURE, smallWall } from '../../support/wall'

interface Named { id: number; label: string; colour: string | null }
interface Page { mode: string; cursor: string; rows: { kind: string; id: string; value: Named }[] }

const grid: WallGrid = { corners: [[0, 0], [800, 0], [800, 600], [0, 600]], columns: ['1', '2', '3', '4'], rows: ['A', 'B', 'C'] }

const plain = (background: string, height: number) => sharp({ create: { width: PICTURE.width, height, channels: 3, background } }).png()

/** A grey wall on which the lowest row of holds is red and the one above blue. */
async function photo(lowest = '#c8281e') {
  const stripes = [
    { input: await plain(lowest, 40).toBuffer(), top: 480, left: 0 },
    { input: await plain('#2850b4', 40).toBuffer(), top: 280, left: 0 },
  ]
  return { bytes: await plain('#999490', PICTURE.height).composite(stripes).toBuffer(), mime: 'image/png' as const }
}

describe.each(['sqlite', 'postgres'] as const)('the labels of holds, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services, { ...smallWall, picture_file: await photo() })).faceId
  })
  afterAll(() => app.close())

  const setup = async () =>
    Object.fromEntries(
      ((await app.call('GET', `/api/faces/${faceId}/setup`)).body as { holds: Named[] }).holds.map(hold => [hold.id, hold]),
    )
  const changes = async (since?: string) =>
    (await app.call('GET', `/api/feeds/face:${faceId}/changes${since === undefined ? '' : `?since=${encodeURIComponent(since)}`}`))
      .body as Page
  const named = ({ rows }: Page) => rows.filter(({ kind }) => kind === 'hold').map(({ value }) => value.label).sort()

  test('[LABEL-1] stand in the setup, in the list, at the hold and in the feed', async () => {
    const want = { label: '9', colour: null }
    expect((await setup())[101]).toMatchObject(want)
    expect((await app.call('GET', '/api/holds/101')).body).toMatchObject(want)
    expect((await app.call('GET', `/api/holds?face_id=${faceId}`)).body).toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ id: 101, ...want })]) as unknown,
    })
    expect((await feedValues(app, `face:${faceId}`, 'hold'))['101']).toMatchObject(want)
    expect((await feedValues(app, `face:${faceId}`, 'face'))[faceId]).toMatchObject({ grid: null })
  })

  test('[LABEL-6] the colour is looked up in the photo by a job, told like any change, and again for another photo', async () => {
    const { cursor } = await changes()
    await app.runJobs()
    expect(await setup()).toMatchObject({ 101: { colour: 'red' }, 105: { colour: 'blue' }, 109: { colour: 'grey' } })
    expect((await changes(cursor)).rows.filter(({ kind }) => kind === 'hold')).toHaveLength(12)
    const settled = await changes()
    app.clock.advance(61_000)
    await app.runJobs()
    expect((await changes(settled.cursor)).rows).toEqual([])
    await importTestWall(app.services, { ...smallWall, picture_file: await photo('#28a03c') })
    app.clock.advance(61_000)
    await app.runJobs()
    expect(await setup()).toMatchObject({ 101: { colour: 'green' }, 105: { colour: 'blue' } })
  })

  test('[LABEL-6] without a photo a hold has no colour, and nobody looks again', async () => {
    const face = { ...smallWall.face, stokt_id: 'stokt-face-bare', name: 'Sans photo', picture: { ...PICTURE, name: 'none.png' } }
    const holds = smallWall.holds.slice(0, 1).map(hold => ({ ...hold, id: 77, stokt_id: 77 }))
    await importTestWall(app.services, { ...smallWall, face, holds, climbs: [] })
    app.clock.advance(61_000)
    await app.runJobs()
    expect((await app.call('GET', '/api/holds/77')).body).toMatchObject({ label: '1', colour: null })
    expect(await app.services.stores.walls.facesToLookAt()).toEqual([])
  })

  test('[LABEL-4] a new grid is pushed to who looks, and caught up by who was away', async () => {
    const away = await changes()
    const got = await followed(await app.socket(), `face:${faceId}`)
    await app.services.transactions(guest, context => setGrid(context, faceId, grid))
    await expect
      .poll(() => got.flatMap(({ rows }) => rows).find(({ kind, id }) => kind === 'hold' && id === '101'))
      .toMatchObject({ value: { label: 'C1' } })
    await expect.poll(() => got.flatMap(({ rows }) => rows).find(({ kind }) => kind === 'face')).toMatchObject({ value: { grid } })
    const caughtUp = await changes(away.cursor)
    expect(caughtUp.mode).toBe('delta')
    expect(named(caughtUp)).toEqual(['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4', 'C1', 'C2', 'C3', 'C4'])
    expect((await setup())[108]).toMatchObject({ label: 'B4' })
  })
})
