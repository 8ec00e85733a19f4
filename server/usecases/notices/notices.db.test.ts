import { faceFeed, type FeedName, GLOBAL_FEED } from '../../../shared/feedName'
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../../shared/model/instant'
import { smallWall } from '../../../tests/support/wall'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { importWall } from '../imports/importWall'
import { deleteUser } from '../users/deleteUser'
import { makeNotice } from './createNotice'

const DAY_MS = 24 * 3600 * 1000
const BEGIN_MS = Date.parse('2026-03-01T12:00:00Z')
const plain = { level: 'info' as const, title: '', text: 'Le mur est démonté jeudi.', from: null, until: null }
const after = (ms: number) => instantOf(BEGIN_MS + ms)

async function ground(dialect: Dialect) {
  let shift = 0
  const wall = await wallDatabase(dialect, () => after(shift))
  const [gym] = await wall.stores.walls.gyms()
  if (!gym) throw new Error('the small wall has a gym')
  const rows = async (feed: FeedName) =>
    (await wall.stores.feeds.rowsAfter(feed, { rev: 0, base: 0, limit: 1000 }))
      .filter(({ kind, body }) => kind === 'notice' && body !== null)
      .map(({ entity_id, body }) => ({ id: entity_id, body }))
  const tell = (feed: string, given: Partial<Parameters<typeof makeNotice>[2]> = {}) =>
    wall.write(context => makeNotice(context, { kind: 'cli' }, { ...plain, feed, ...given }))
  return { ...wall, gymId: gym.id, rows, tell, wait: (ms: number) => { shift += ms }, now: () => after(shift) }
}

describe.each(DIALECTS)('notices on %s', (dialect) => {
  test('[NOTICE-5] a notice stands in the feed of those it is for, that of a gym at each of its walls, later ones too', async () => {
    const { tell, rows, faceId, gymId, write, stores } = await ground(dialect)
    const [all, gym, face] = [await tell(GLOBAL_FEED), await tell(`gym:${gymId}`), await tell(faceFeed(faceId))]
    expect((await rows(GLOBAL_FEED)).map(({ id }) => id)).toEqual([all.id])
    expect((await rows(faceFeed(faceId))).map(({ id }) => id).sort()).toEqual([gym.id, face.id].sort())
    const second = { ...smallWall, face: { ...smallWall.face, stokt_id: 'second-face', name: 'Second mur' }, holds: [], climbs: [], setters: [] }
    await write(context => importWall(context, second, { keepDemo: true }))
    const later = (await stores.walls.faces({})).find(({ name }) => name === 'Second mur')
    expect((await rows(faceFeed(later?.id ?? ''))).map(({ id }) => id)).toEqual([gym.id])
  })

  test('[NOTICE-1] a notice for a gym or a wall that is not there, or that ends before it begins, is refused', async () => {
    const { tell } = await ground(dialect)
    await expect(tell(faceFeed('none'))).rejects.toMatchObject({ code: 'not_found' })
    await expect(tell('gym:none')).rejects.toMatchObject({ code: 'not_found' })
    for (const times of [{ until: after(-1) }, { from: after(DAY_MS), until: after(DAY_MS) }])
      await expect(tell(GLOBAL_FEED, times)).rejects.toMatchObject({ code: 'invalid', extra: { issues: [{ path: 'until' }] } })
  })

  test('[NOTICE-1] a notice outlives the account of its admin, and names nobody then', async () => {
    const { person, write, rows, stores } = await ground(dialect)
    const id = await person('gérante')
    await write(context => makeNotice(context, { kind: 'user', id, role: 'admin', name: 'gérante' }, { ...plain, feed: 'global' }))
    const saying = async () => JSON.parse((await rows(GLOBAL_FEED))[0]?.body ?? '{}') as { by: string | null; by_name: string | null }
    expect(await saying()).toMatchObject({ by: id, by_name: 'gérante' })
    const [user] = await stores.users.byIds([id])
    if (!user) throw new Error('she was made')
    await write(context => deleteUser(context, user))
    expect(await saying()).toMatchObject({ by: null, by_name: null })
  })
})
