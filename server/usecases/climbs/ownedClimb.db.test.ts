import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { asUser, writeAs } from '../../../tests/support/writeAs'
import { createClimb } from './createClimb'
import { deleteClimb } from './deleteClimb'
import { restoreClimb } from './restoreClimb'
import { updateClimb } from './updateClimb'

async function climbing(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const owner = asUser(await wall.person('owner'))
  const other = asUser(await wall.person('other'))
  const admin = asUser(await wall.person('boss'), 'admin')
  const set = (is_private = false) =>
    writeAs(wall, { actor: owner }, createClimb, { face_id: wall.faceId, name: 'Nouveau', holds_list: 'S101 O105 T109', is_private })
  const remove = (id: string, actor = owner) => writeAs(wall, { actor }, deleteClimb, { id })
  const restore = (id: string, actor = owner) => writeAs(wall, { actor }, restoreClimb, { id })
  const get = (id: string) => wall.stores.climbs.get({ id }, { userId: null, seesPrivate: true })
  const deeds = async () => (await wall.stores.audit.list({}, { page: 1, page_size: 50 })).results.map(({ action }) => action)
  return { ...wall, owner, other, admin, set, remove, restore, get, deeds }
}

describe.each(DIALECTS)('deleting a climb on %s', (dialect) => {
  test('[CLIMB-7] puts it into the bin of its owner, where nobody reads it', async () => {
    const { set, remove, get, stores, owner } = await climbing(dialect)
    const { id } = await set()
    await remove(id)
    expect(await get(id)).toBeNull()
    expect((await stores.bin.ofOwner(owner.kind === 'user' ? owner.id : '')).map(({ climb }) => climb.id)).toEqual([id])
  })

  test('[CLIMB-4] is refused to others, and hides that a private climb exists', async () => {
    const { set, remove, get, other, admin } = await climbing(dialect)
    const [open, hidden] = [await set(), await set(true)]
    await expect(remove(open.id, other)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(remove(hidden.id, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(remove(hidden.id, admin)).rejects.toMatchObject({ code: 'not_found' })
    expect(await get(open.id)).toMatchObject({ id: open.id })
  })

  test('[REST-10] is refused if the climb changed since the client saw it', async () => {
    const wall = await climbing(dialect)
    const seen = await wall.set()
    await writeAs(wall, { actor: wall.owner }, updateClimb, { id: seen.id, name: 'Autrement' })
    await expect(writeAs(wall, { actor: wall.owner, ifMatch: seen.updated_at }, deleteClimb, { id: seen.id }))
      .rejects.toMatchObject({ code: 'stale' })
    expect(await wall.get(seen.id)).toMatchObject({ name: 'Autrement' })
  })

  test('[CLIMB-4] stands in the log if an admin did it, and not if the owner did', async () => {
    const { set, remove, admin, deeds } = await climbing(dialect)
    await remove((await set()).id)
    expect(await deeds()).not.toContain('climb.delete')
    await remove((await set()).id, admin)
    expect(await deeds()).toContain('climb.delete')
  })
})

describe.each(DIALECTS)('restoring a climb on %s', (dialect) => {
  test('[CLIMB-8] gives it back to its owner, and a second time changes nothing', async () => {
    const { set, remove, restore, stores, owner } = await climbing(dialect)
    const { id } = await set()
    await remove(id)
    const back = await restore(id)
    expect(back).toMatchObject({ id, name: 'Nouveau', holds_list: 'S101 O105 T109' })
    expect(await restore(id)).toEqual(back)
    expect(await stores.bin.ofOwner(owner.kind === 'user' ? owner.id : '')).toEqual([])
  })

  test('[CLIMB-8] is an admin\'s too, but of no private climb, and nobody else\'s', async () => {
    const { set, remove, restore, other, admin } = await climbing(dialect)
    const [open, hidden] = [await set(), await set(true)]
    for (const { id } of [open, hidden]) await remove(id)
    await expect(restore(open.id, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(restore(hidden.id, admin)).rejects.toMatchObject({ code: 'not_found' })
    expect(await restore(open.id, admin)).toMatchObject({ id: open.id })
  })
})

describe.each(DIALECTS)('changing a climb on %s', (dialect) => {
  test('[CLIMB-4] is refused to a reader, who keeps remarks of their own on it', async () => {
    const wall = await climbing(dialect)
    const { id } = await wall.set()
    const change = (values: object) => writeAs(wall, { actor: wall.other }, updateClimb, { id, ...values })
    await expect(change({ name: 'Le mien' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(change({ name: 'Le mien', is_project: true })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await change({ is_project: true })).toMatchObject({ id, name: 'Nouveau', is_project: true })
  })

  test('[CLIMB-4] keeps a feet rule that came with an import, and takes no other from outside the list', async () => {
    const wall = await climbing(dialect)
    const { results } = await wall.stores.climbs.list({ search: 'adhérence' }, { userId: null, seesPrivate: false }, { page: 1, page_size: 1 })
    const id = results[0]?.id ?? ''
    const change = (feet_rule: string) => writeAs(wall, { actor: wall.admin }, updateClimb, { id, feet_rule })
    expect(await change('Not in the list')).toMatchObject({ feet_rule: 'Not in the list' })
    await expect(change('Neither is this')).rejects.toMatchObject({ code: 'invalid' })
  })
})
