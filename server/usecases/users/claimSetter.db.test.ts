import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { asUser, writeAs } from '../../../tests/support/writeAs'
import { approveClaim, rejectClaim } from '../admin/claims'
import { claimSetter } from './claimSetter'

async function claiming(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const me = await wall.person('grimpeur')
  const boss = asUser(await wall.person('boss'), 'admin')
  const { results } = await wall.stores.users.list({ search: 'Éléphant' }, { page: 1, page_size: 10 })
  const setter = results[0]?.id ?? ''
  const claim = () => writeAs(wall, { actor: asUser(me) }, claimSetter, { id: setter })
  return { ...wall, me, boss, setter, claim }
}

describe.each(DIALECTS)('a claim of a setter on %s', (dialect) => {
  test('[PEOPLE-7] gives the setter\'s climbs to the user once an admin approves', async () => {
    const wall = await claiming(dialect)
    const climbs = await wall.stores.climbs.idsBySetter(wall.setter)
    expect(climbs.length).toBeGreaterThan(0)
    const { id } = await wall.claim()
    await writeAs(wall, { actor: wall.boss }, approveClaim, { id })
    expect((await wall.stores.climbs.idsBySetter(wall.me)).sort()).toEqual(climbs.sort())
    expect(await wall.stores.users.byId(wall.setter)).toBeNull()
    expect(await wall.stores.users.byId(wall.me)).toMatchObject({ stokt_id: 'stokt-setter-a' })
  })

  test('[PEOPLE-7] stays rejected when it is made again', async () => {
    const wall = await claiming(dialect)
    const { id } = await wall.claim()
    await writeAs(wall, { actor: wall.boss }, rejectClaim, { id })
    expect(await wall.claim()).toMatchObject({ id, state: 'rejected' })
    await expect(writeAs(wall, { actor: wall.boss }, approveClaim, { id })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('[PEOPLE-7] is refused for a person who can log in, and for nobody', async () => {
    const wall = await claiming(dialect)
    const other = await wall.person('autre')
    const claim = (id: string) => writeAs(wall, { actor: asUser(wall.me) }, claimSetter, { id })
    await expect(claim(other)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(claim('nobody')).rejects.toMatchObject({ code: 'not_found' })
  })
})
