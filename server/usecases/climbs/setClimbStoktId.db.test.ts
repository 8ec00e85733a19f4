import { describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { asUser, writeAs } from '../../../tests/support/writeAs'
import { createClimb } from './createClimb'
import { setClimbStoktId } from './setClimbStoktId'

const MIRROR: Actor = { kind: 'key', name: 'mirror', scopes: ['write'] }

async function linking(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const [one, two] = [asUser(await wall.person('one')), asUser(await wall.person('two'))]
  const set = (actor: Actor, is_private = false) =>
    writeAs(wall, { actor }, createClimb, { face_id: wall.faceId, name: 'Nouveau', holds_list: 'S101 O105 T109', is_private })
  const say = (actor: Actor, id: string, stokt_id: string) => writeAs(wall, { actor }, setClimbStoktId, { id, stokt_id })
  const known = (stoktId: string) => wall.stores.climbs.get({ stoktId }, { userId: null, seesPrivate: false })
  return { one, two, set, say, known }
}

describe.each(DIALECTS)('the Stokt id of a climb on %s', (dialect) => {
  test('[LIMIT-64] is said by two setters of their own climbs, until a key decides', async () => {
    const { one, two, set, say, known } = await linking(dialect)
    const [first, second] = [await set(one), await set(two)]
    await say(one, first.id, 'stokt-new')
    await say(two, second.id, 'stokt-new')
    expect(await known('stokt-new')).toMatchObject({ id: first.id })
    await say(MIRROR, second.id, 'stokt-new')
    expect(await known('stokt-new')).toMatchObject({ id: second.id })
  })

  test('[LIMIT-64] is taken if it belongs to a climb that the setter sees', async () => {
    const { one, set, say } = await linking(dialect)
    const { id } = await set(one)
    await expect(say(one, id, 'stokt-eclair')).rejects.toMatchObject({ code: 'taken' })
    await expect(say(MIRROR, id, 'stokt-eclair')).rejects.toMatchObject({ code: 'taken' })
  })

  test('[LIMIT-64] of another\'s private climb is not told', async () => {
    const { one, two, set, say } = await linking(dialect)
    const [hidden, mine] = [await set(one, true), await set(two)]
    await say(one, hidden.id, 'stokt-hidden')
    await expect(say(two, mine.id, 'stokt-hidden')).resolves.toMatchObject({ stokt_id: 'stokt-hidden' })
  })

  test('[LIMIT-64] is no reader\'s to say of another\'s climb', async () => {
    const { one, two, set, say } = await linking(dialect)
    const { id } = await set(one)
    await expect(say(two, id, 'stokt-new')).rejects.toMatchObject({ code: 'forbidden' })
  })
})
