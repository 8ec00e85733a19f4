import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { asUser, writeAs } from '../../../tests/support/writeAs'
import { createClimb } from '../climbs/createClimb'
import { updateClimb } from '../climbs/updateClimb'
import { deleteComment } from './changeComment'
import { createComment } from './createComment'

async function talking(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const [setter, writer] = [asUser(await wall.person('setter')), asUser(await wall.person('writer'))]
  const climb = await writeAs(wall, { actor: setter }, createClimb, {
    face_id: wall.faceId, name: 'Nouveau', holds_list: 'S101 O105 T109', is_private: false,
  })
  const say = (text: string, actor = writer) => writeAs(wall, { actor }, createComment, { climb_id: climb.id, text })
  const remove = (id: string) => writeAs(wall, { actor: writer }, deleteComment, { id })
  const counted = async () => (await wall.db.select().from(wall.db.t.climbs)).find(({ id }) => id === climb.id)?.own_comments
  return { ...wall, setter, writer, climb, say, remove, counted }
}

describe.each(DIALECTS)('comments on %s', (dialect) => {
  test('[COMMENT-6] are counted on their climb, also when many are written and deleted at one moment', async () => {
    const { say, remove, counted, setter, writer } = await talking(dialect)
    const made = await Promise.all([1, 2, 3, 4, 5, 6].map(n => say(`Essai ${n}`, n % 2 === 0 ? setter : writer)))
    expect(await counted()).toBe(6)
    const mine = made.filter(({ user_id }) => writer.kind === 'user' && user_id === writer.id)
    await Promise.all([...mine.map(({ id }) => remove(id)), say('Encore un')])
    expect(await counted()).toBe(4)
  })

  test('[COMMENT-5] in the bin are read by their writer as long as the writer may read the climb', async () => {
    const wall = await talking(dialect)
    const { id } = await wall.say('À moi')
    await wall.remove(id)
    const userId = wall.writer.kind === 'user' ? wall.writer.id : ''
    const bin = async () => (await wall.stores.comments.binnedOf(userId)).map(({ comment }) => comment.text)
    expect(await bin()).toEqual(['À moi'])
    await writeAs(wall, { actor: wall.setter }, updateClimb, { id: wall.climb.id, is_private: true })
    expect(await bin()).toEqual([])
  })

  test('[COMMENT-7] that somebody took out of the bin meanwhile are not deleted for good', async () => {
    const { say, remove, stores, clock } = await talking(dialect)
    const [kept, gone] = [await say('Reste'), await say('Part')]
    await remove(gone.id)
    expect(await stores.comments.due(clock(), 10)).toEqual([gone.id])
    await stores.comments.purge([kept.id, gone.id])
    expect([await stores.comments.byId(kept.id) === null, await stores.comments.byId(gone.id)]).toEqual([false, null])
  })
})
