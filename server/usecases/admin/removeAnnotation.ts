import { userIdOf } from '../../../shared/access/actor'
import type { AnnotationPart } from '../../../shared/model/annotationParts'
import { Refusal } from '../../../shared/result'
import type { RunContext, UseCase } from '../useCase'
import type { Transact, WriteContext } from '../../transaction/context'

const EVERYTHING = { grip_type: null, condition: null, difficulty: null, notes: null }

interface AnnotationWrite {
  userId: string
  faceId: string
  holdId: number
  parts: Record<AnnotationPart, string | null>
}
/** The state that undoing the removal of an annotation needs. */
export type RemovedAnnotation = AnnotationWrite

/** [LOCK-4] The server writes through the user's document: it wins over their open changes, and they see it at once. */
export async function writeForUser(
  { actor, services, transact }: Pick<RunContext<unknown>, 'actor' | 'services' | 'transact'>,
  { told, ...write }: AnnotationWrite & { told: 'removed' | 'restored' },
  steps: { before?: (inside: WriteContext) => Promise<void>; after: (inside: WriteContext) => Promise<void> },
): Promise<void> {
  const actor_id = userIdOf(actor)
  const recorded: Transact = work => transact(async (inside) => {
    await steps.before?.(inside)
    const value = await work(inside)
    await inside.stores.history.append(
      [{ hold_id: write.holdId, face_id: write.faceId, kind: 'annotation', actor_id, detail: { action: told } }],
      inside.now,
    )
    await steps.after(inside)
    return value
  })
  await services.documents.writeVotes({ ...write, author: { userId: actor_id, bypassesLocks: true }, transact: recorded })
}

export const removeAnnotation: UseCase<'annotations.remove'> = {
  async runs(context, { hold, user, reason }) {
    const [seen] = await context.stores.annotations.votesOf(user, [hold])
    if (!seen) throw new Refusal('not_found')
    const at = { userId: user, faceId: seen.face_id, holdId: hold }
    let parts: RemovedAnnotation['parts'] = EVERYTHING
    await writeForUser(context, { ...at, parts: EVERYTHING, told: 'removed' }, {
      // The person may have voted again since, and the undo puts back what was removed.
      async before({ stores }) {
        const [vote] = await stores.annotations.votesOf(user, [hold])
        if (!vote) throw new Refusal('not_found')
        const { grip_type, condition, difficulty, notes } = vote
        parts = { grip_type, condition, difficulty, notes }
      },
      async after(inside) {
        const { actor, stores, now } = inside
        await stores.audit.append(
          {
            actor,
            action: 'annotation.remove',
            target: { kind: 'hold', id: String(hold) },
            detail: { user_id: user, ...(reason === '' ? {} : { reason }) },
            state: { ...at, parts } satisfies RemovedAnnotation,
          },
          now,
        )
        context.answers(inside, undefined)
      },
    })
  },
}
