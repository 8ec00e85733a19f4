import { describe, expect, test } from 'vitest'
import { type Instant, instant, instantOf, msOf } from '../../../../shared/model/instant'
import { DIALECTS, wallDatabase, type Dialect } from '../../../../tests/support/databases'
import { smallWall } from '../../../../tests/support/wall'
import { importWall } from '../../../usecases/imports/importWall'

const NOW = instant('2026-05-01T12:00:00.000000Z')
const later = (days: number): Instant => instantOf(msOf(NOW) + days * 24 * 3600_000)
const EVERYBODY = { userId: null, seesPrivate: true }

async function ground(dialect: Dialect) {
  const wall = await wallDatabase(dialect, () => NOW)
  const { stores, write } = wall
  const listed = async () => (await stores.climbs.list({}, EVERYBODY, { page: 1, page_size: 50 })).results
  const named = async (name: string) => {
    const climb = (await listed()).find(one => one.name === name)
    if (!climb) throw new Error(`no climb ${name}`)
    return climb
  }
  const bin = (id: string, deleted_by_id: string | null = null) => write(async (inside) => {
    await inside.stores.bin.put(id, { deleted_at: NOW, deleted_by_id, updated_at: NOW })
    inside.touch.climbAnywhere(id)
  })
  const purge = (ids: string[]) => write(inside => inside.stores.bin.purge(ids, later(30)))
  const importAgain = () => write(inside => importWall(inside, smallWall, { keepDemo: true }))
  return { ...wall, listed, named, bin, purge, importAgain }
}

describe.each(DIALECTS)('the bin on %s', (dialect) => {
  test('[CLIMB-7] what lies there is in no list, no count and no hold’s uses', async () => {
    const { stores, faceId, listed, named, bin } = await ground(dialect)
    const climb = await named('Éclair au café')
    const uses = async () => (await stores.climbs.countsByHold(faceId)).get(109)
    expect([await uses(), (await stores.walls.counts(EVERYBODY)).climbs, (await stores.walls.faces({}))[0]?.climbs_count]).toEqual([
      1, 5, 5,
    ])
    await bin(climb.id)
    expect([await uses(), (await stores.walls.counts(EVERYBODY)).climbs, (await stores.walls.faces({}))[0]?.climbs_count]).toEqual([
      undefined,
      4,
      4,
    ])
    expect((await listed()).map(({ name }) => name)).not.toContain(climb.name)
    expect([
      await stores.climbs.rows([climb.id]),
      await stores.climbs.get({ id: climb.id }, EVERYBODY),
      await stores.climbs.get({ stoktId: 'stokt-eclair' }, EVERYBODY),
    ]).toEqual([[], null, null])
    expect(await stores.bin.byIds([climb.id])).toMatchObject([
      { climb: { name: climb.name, setter_name: 'Éléphant Agile' }, deleted: { at: NOW, byId: null } },
    ])
  })

  test('[CLIMB-9] an import brings nothing back, neither from the bin nor once it was emptied', async () => {
    const { stores, listed, named, bin, purge, importAgain } = await ground(dialect)
    const gone = [await named('Éclair au café'), await named('Sous Éclairage')]
    for (const { id } of gone) await bin(id)
    expect((await importAgain()).tallies.climbs).toEqual({ created: 0, updated: 0, unchanged: 5 })
    expect((await stores.bin.byIds(gone.map(({ id }) => id))).length).toBe(2)
    expect((await purge(gone.map(({ id }) => id))).sort()).toEqual(gone.map(({ id }) => id).sort())
    expect((await importAgain()).tallies.climbs).toEqual({ created: 0, updated: 0, unchanged: 5 })
    expect((await listed()).length).toBe(3)
  })

  test('[CLIMB-10] only what was deleted by then is due, the longest first, and what was taken out stays', async () => {
    const { stores, write, named, bin, purge } = await ground(dialect)
    const [first, second] = [await named('Éclair au café'), await named('sous_ligne')]
    await bin(first.id)
    await write(inside => inside.stores.bin.put(second.id, { deleted_at: later(1), deleted_by_id: null, updated_at: NOW }))
    expect([await stores.bin.due(later(-1), 9), await stores.bin.due(later(0), 9), await stores.bin.due(later(1), 1)]).toEqual([
      [],
      [first.id],
      [first.id],
    ])
    await write(inside => inside.stores.bin.takeOut(first.id, later(2)))
    expect(await purge([first.id, second.id])).toEqual([second.id])
    expect((await stores.climbs.get({ id: first.id }, EVERYBODY))?.updated_at).toBe(later(2))
  })

  test('[CLIMB-7] who deleted a climb may leave: it lies in the bin without their name', async () => {
    const { stores, named, bin, person } = await ground(dialect)
    const [climb, leaving] = [await named('sous_ligne'), await person('partante')]
    await bin(climb.id, leaving)
    await stores.userData.deleteUser(leaving)
    expect(await stores.bin.byIds([climb.id])).toMatchObject([{ deleted: { byId: null } }])
  })
})
