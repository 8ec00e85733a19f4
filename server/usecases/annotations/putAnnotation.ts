import { userIdOf } from '../../../shared/access/actor'
import type { Annotation } from '../../../shared/model/annotation'
import { ANNOTATION_PARTS } from '../../../shared/model/annotationParts'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import type { RunContext, UseCase } from '../useCase'
import { annotationView } from './annotationsOf'

/** [REST-10] @throws Refusal `stale` if the vote is not as the client last saw it */
async function requireUnchanged(stores: Stores, userId: string, holdId: number, ifMatch: string | null): Promise<void> {
  if (ifMatch === null) return
  const [vote] = await stores.annotations.votesOf(userId, [holdId])
  if (vote?.updated_at !== ifMatch) throw new Refusal('stale', {}, { current: vote ? annotationView(vote) : null })
}

/** [VOTE-5] Writes over REST go through the user's votes document, so that their open screens agree. */
async function write<O>(
  { services, stores, transact, answers, request }: RunContext<O>,
  at: { userId: string; faceId: string; holdId: number; parts: Record<string, string | null> },
  outputOf: (stores: Stores) => Promise<O>,
): Promise<O> {
  const { userId, holdId } = at
  const told: { output?: O } = {}
  await requireUnchanged(stores, userId, holdId, request.ifMatch)
  await services.documents.writeVotes({
    ...at,
    author: { userId, bypassesLocks: false },
    transact: work => transact(async (context) => {
      await requireUnchanged(context.stores, userId, holdId, request.ifMatch)
      const value = await work(context)
      told.output = await outputOf(context.stores)
      answers(context, told.output)
      return value
    }),
  })
  // If nothing changed, no transaction was opened.
  return 'output' in told ? told.output : outputOf(stores)
}

export const putAnnotation: UseCase<'annotations.put'> = {
  async runs(context, { id, ...parts }) {
    const { actor, stores, now } = context
    const userId = userIdOf(actor)
    const hold = await stores.walls.hold({ id })
    if (!userId) throw new Refusal('unauthenticated')
    if (!hold) throw new Refusal('not_found')
    const given = Object.fromEntries(ANNOTATION_PARTS.flatMap(part => (parts[part] === undefined ? [] : [[part, parts[part] || null]])))
    return write(context, { userId, faceId: hold.face_id, holdId: id, parts: given }, async (from): Promise<Annotation> => {
      const [vote] = await from.annotations.votesOf(userId, [id])
      // If every part was cleared, nothing is stored, and the answer has empty parts.
      return vote
        ? annotationView(vote)
        : { grip_type: null, condition: null, difficulty: null, notes: null, created_at: now, updated_at: now }
    })
  },
}

export const deleteAnnotation: UseCase<'annotations.delete'> = {
  async runs(context, { id }) {
    const userId = userIdOf(context.actor)
    if (!userId) throw new Refusal('unauthenticated')
    const [vote] = await context.stores.annotations.votesOf(userId, [id])
    if (!vote) throw new Refusal('not_found')
    const parts = { grip_type: null, condition: null, difficulty: null, notes: null }
    await write(context, { userId, faceId: vote.face_id, holdId: id, parts }, async () => {})
  },
}
