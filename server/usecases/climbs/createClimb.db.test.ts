import { describe, expect, test } from 'vitest'
import type { Input } from '../../../shared/contract/commands'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { asUser, writeAs } from '../../../tests/support/writeAs'
import { createClimb } from './createClimb'

async function setting(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const me = await wall.person('setter')
  const set = (values: Partial<Input<'climbs.create'>> = {}, actor = asUser(me)) =>
    writeAs(wall, { actor }, createClimb, {
      face_id: wall.faceId, name: 'Nouveau', holds_list: 'S101 O105 T109', is_private: false, ...values,
    })
  return { ...wall, me, set }
}

describe.each(DIALECTS)('a new climb on %s', (dialect) => {
  test('[CLIMB-2] is its creator\'s, with its grade in both scales', async () => {
    const { set, me } = await setting(dialect)
    expect(await set({ grade_font: '6A', feet_rule: 'All holds' })).toMatchObject({ setter_id: me, created_by_id: me, grade_font: '6A' })
    expect(await set({})).toMatchObject({ grade_font: null, grade_ircra: null, feet_rule: null })
  })

  test.each([
    ['holds that are not on its face', { holds_list: 'S101 O999 T109' }, 'unknown_hold'],
    ['no top', { holds_list: 'S101 O105' }, 'invalid'],
    ['an unknown grade', { grade_font: '12Z' }, 'invalid'],
    ['a feet rule that is not one of the face\'s', { feet_rule: 'Not in the list' }, 'invalid'],
    ['a face that does not exist', { face_id: 'nowhere' }, 'not_found'],
  ])('[CLIMB-2] is refused with %s, and nothing is kept', async (_, values, code) => {
    const { set, stores, me } = await setting(dialect)
    await expect(set(values)).rejects.toMatchObject({ code })
    expect(await stores.climbs.countOf(me)).toBe(0)
  })

  test('[CLIMB-6] is not private if a key sets it, because a key owns nothing', async () => {
    const { set } = await setting(dialect)
    const key = { kind: 'key', name: 'mirror', scopes: ['write'] } as const
    await expect(set({ is_private: true }, key)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await set({}, key)).toMatchObject({ created_by_id: null, setter_id: null })
  })
})
