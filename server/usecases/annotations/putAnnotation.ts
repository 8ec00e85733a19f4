import { userIdOf } from '../../../shared/access/actor'
import { ANNOTATION_PARTS } from '../../../shared/model/annotation'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../context'
import { annotationView } from './annotationsOf'

/** [VOTE-5] A write over REST goes through the user's votes document, so that their open screens agree. */
export const putAnnotation: UseCase<'annotations.put'> = {
  async runs({ actor, stores, services, transact, now }, { id, ...parts }) {
    const userId = userIdOf(actor)
    const hold = await stores.walls.hold({ id })
    if (!userId) throw new Refusal('unauthenticated')
    if (!hold) throw new Refusal('not_found')
    const given = Object.fromEntries(ANNOTATION_PARTS.flatMap(part => (parts[part] === undefined ? [] : [[part, parts[part] || null]])))
    await services.documents.writeVotes({ userId, faceId: hold.face_id, holdId: id, parts: given, author: { userId, overLocks: false }, transact })
    const [vote] = await stores.annotations.votesOf(userId, [id])
    // Everything cleared: nothing is kept, and the answer says so with empty parts.
    return vote ? annotationView(vote) : { grip_type: null, condition: null, difficulty: null, notes: null, created_at: now, updated_at: now }
  },
}

export const deleteAnnotation: UseCase<'annotations.delete'> = {
  async runs({ actor, stores, services, transact }, { id }) {
    const userId = userIdOf(actor)
    if (!userId) throw new Refusal('unauthenticated')
    const [vote] = await stores.annotations.votesOf(userId, [id])
    if (!vote) throw new Refusal('not_found')
    const parts = { grip_type: null, condition: null, difficulty: null, notes: null }
    await services.documents.writeVotes({ userId, faceId: vote.face_id, holdId: id, parts, author: { userId, overLocks: false }, transact })
  },
}
