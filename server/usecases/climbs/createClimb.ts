import { randomUUID } from 'node:crypto'
import { keyOf, userIdOf } from '../../../shared/access/actor'
import type { Climb } from '../../../shared/model/climb'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { requireRoom } from '../requireRoom'
import { wantPublication } from '../sources/publishClimb'
import { checkedFeetRule, checkedGrade, checkedHolds } from './checkedClimb'
import { remarksIn, writeRemarks } from './remarks'
import { viewerOf } from './viewer'

/** The user who creates a climb is its setter; a key acts for nobody, so its climbs have none, but it is remembered. */
export const createClimb: UseCase<'climbs.create'> = {
  async writes({ actor, stores, touch, now, config }, input): Promise<Climb> {
    const face = await stores.walls.face({ id: input.face_id })
    if (!face) throw new Refusal('not_found')
    if (face.is_archived) throw new Refusal('invalid', {}, { issues: [{ path: 'face_id', message: 'archived_face' }] })
    const userId = userIdOf(actor)
    if (input.is_private && userId === null) throw new Refusal('forbidden')
    if (userId !== null) requireRoom('climbs', await stores.climbs.countOf(userId))
    const holds = await checkedHolds(stores, face.id, input.holds_list)
    const id = randomUUID()
    await stores.climbs.insert({
      id,
      face_id: face.id,
      setter_id: userId,
      name: input.name,
      ...checkedGrade(input.grade_font ?? null, input.grade_ircra),
      feet_rule: checkedFeetRule(input.feet_rule ?? null, face.feet_rules_options),
      description: input.description || null,
      is_private: input.is_private,
      is_benchmark: false,
      climbed_by: 0,
      total_likes: 0,
      total_comments: 0,
      mirror_holds_list: '',
      circuit: '',
      tags: [],
      angle: '',
      source: 'mastoc',
      made_with_key: keyOf(actor),
      created_by_id: userId,
      updated_by_id: userId,
      created_at: now,
      updated_at: now,
    }, holds)
    touch.climb(id)
    if (input.on_stokt) await wantPublication({ actor, stores, touch, now, config }, { id, face_id: face.id }, 'on_stokt')
    await writeRemarks({ actor, stores, touch }, id, remarksIn(input))
    const climb = await stores.climbs.get({ id }, viewerOf(actor))
    if (!climb) throw new Error('the climb just made is gone')
    return climb
  },
}
