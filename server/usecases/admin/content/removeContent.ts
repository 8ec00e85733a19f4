import { userIdOf } from '../../../../shared/access/actor'
import type { MadeSince } from '../../../../shared/model/madeSince'
import type { AnnotationPart } from '../../../../shared/model/annotationParts'
import type { Instant } from '../../../../shared/model/instant'
import type { SheetMark } from '../../../../shared/model/sheetMark'
import { Refusal } from '../../../../shared/result'
import { markIn, noteIn, putMark, putVotes, rewrite, votesIn } from '../../../collab/documentContent'
import type { DocumentEdit } from '../../../collab/writeTogether'
import type { StoredTask } from '../../../db/stores/walls/tasks'
import { noteRoot } from '../../../../shared/documents'
import { asThings, requireStillAdmin } from '../../climbs/moderation/moderated'
import { climbKind, commentKind } from '../../moderation/removableKinds'
import { hideShown, type TakenState } from '../../moderation/removal'
import type { UseCase } from '../../useCase'
import type { WriteContext } from '../../../transaction/context'
import { tellTask } from '../../tasks/taskContext'
import { madeSince, sumOf, type Made, type MadeOnFace } from './madeSince'

type Parts = Record<AnnotationPart, string | null>
const EVERYTHING: Parts = { grip_type: null, condition: null, difficulty: null, notes: null }

/** The content that the act took off one face: votes and notes by hold, marks by id. */
export interface RemovedFromFace {
  votes: { holdId: number; parts: Parts }[]
  notes: { holdId: number; before: string; after: string }[]
  marks: { markId: string; mark: SheetMark }[]
}
/** The state that undoing the act needs. */
export interface RemovedContent {
  userId: string
  climbs: TakenState
  /** Absent in entries of version 0.2. */
  comments?: TakenState
  tasks: StoredTask[]
  faces: Record<string, RemovedFromFace>
}

/** Edits the person's votes and the sheet of one face, and fills `removed` anew whenever they run. */
function editsOf(userId: string, faceId: string, { votes, notes, marks }: MadeOnFace, removed: RemovedFromFace): DocumentEdit[] {
  const ofVotes: DocumentEdit = {
    document: { kind: 'votes', faceId, userId },
    edit(doc) {
      removed.votes = votes.map(holdId => ({ holdId, parts: votesIn(doc, holdId) }))
        .filter(({ parts }) => Object.values(parts).some(part => part !== null))
      doc.transact(() => removed.votes.forEach(({ holdId }) => putVotes(doc, holdId, EVERYTHING)))
    },
  }
  const ofSheet: DocumentEdit = {
    document: { kind: 'sheet', faceId },
    edit(doc) {
      // Somebody else may have written on a note meanwhile: then it is not the person's any more.
      removed.notes = notes.filter(({ holdId, text }) => noteIn(doc, holdId) === text)
        .map(({ holdId, text, before }) => ({ holdId, before: text, after: before }))
      removed.marks = marks.flatMap((markId) => {
        const mark = markIn(doc, markId)
        return mark ? [{ markId, mark }] : []
      })
      doc.transact(() => {
        for (const { holdId, after } of removed.notes) rewrite(doc, noteRoot(holdId), after)
        for (const { markId } of removed.marks) putMark(doc, markId, null)
      })
    },
  }
  return [...votes.length > 0 ? [ofVotes] : [], ...notes.length + marks.length > 0 ? [ofSheet] : []]
}

async function deleteTasks(context: WriteContext, ids: readonly string[]): Promise<StoredTask[]> {
  const { stores, touch } = context
  const deleted: StoredTask[] = []
  for (const id of ids) {
    const task = await stores.tasks.byId(id)
    if (task?.done_at !== null) continue
    await stores.tasks.delete(id)
    await tellTask(context, task, 'deleted')
    touch.task(id)
    touch.consensus(task.hold_id)
    deleted.push(task)
  }
  return deleted
}

/** Tells the history of each hold whose annotation was removed or put back, or whose note was. */
export async function tellHolds(
  { actor, stores, now }: WriteContext,
  faces: RemovedContent['faces'],
  annotation: 'removed' | 'restored',
): Promise<void> {
  const actor_id = userIdOf(actor)
  await stores.history.append(
    Object.entries(faces).flatMap(([face_id, { votes, notes }]) => [
      ...votes.map(({ holdId }) => ({ hold_id: holdId, face_id, kind: 'annotation', actor_id, detail: { action: annotation } }) as const),
      ...notes.map(({ holdId }) => ({ hold_id: holdId, face_id, kind: 'note', actor_id, detail: { action: 'restored' } }) as const),
    ]),
    now,
  )
}

const countsOfRemoved = ({ climbs, comments, tasks, faces }: RemovedContent): MadeSince => {
  const all = Object.values(faces)
  return {
    climbs: climbs.ids.length,
    comments: comments?.ids.length ?? 0,
    annotations: all.flatMap(({ votes }) => votes).length,
    notes: all.flatMap(({ notes }) => notes).length,
    marks: all.flatMap(({ marks }) => marks).length,
    tasks: tasks.length,
  }
}

/** Completes the act inside its transaction, once the documents are written. */
async function finish(
  context: WriteContext,
  { userId, made, faces, since, reason }: { userId: string; made: Made; faces: RemovedContent['faces']; since: Instant; reason: string },
) {
  const { actor, stores, now } = context
  const climbs = await hideShown(context, climbKind, { ids: made.climbs }, { actor, reason })
  const comments = await hideShown(context, commentKind, { ids: made.comments }, { actor, reason })
  const state: RemovedContent = {
    userId, faces, climbs: climbs.state, comments: comments.state, tasks: await deleteTasks(context, made.tasks),
  }
  const removed = countsOfRemoved(state)
  if (sumOf(removed) === 0) return { removed, audit_id: null }
  await tellHolds(context, faces, 'removed')
  const audit_id = await stores.audit.append(
    {
      actor, state, action: 'user.remove_content', things: asThings(climbs.things), target: { kind: 'user', id: userId },
      detail: { since, removed, changed: sumOf(removed), ...(reason === '' ? {} : { reason }) },
    },
    now,
  )
  return { removed, audit_id }
}

/** [PERSON-10] Removes what a person made since a moment, in one transaction over all documents and tables. */
export const removeContent: UseCase<'users.removeContent'> = {
  async runs(context, { id: userId, since, reason }) {
    if (!await context.stores.users.byId(userId)) throw new Refusal('not_found')
    const made = await madeSince(context, { userId, since })
    const faces: RemovedContent['faces'] = {}
    const edits = [...made.faces].flatMap(([faceId, face]) => {
      const removed: RemovedFromFace = { votes: [], notes: [], marks: [] }
      faces[faceId] = removed
      return editsOf(userId, faceId, face, removed)
    })
    let answer: Awaited<ReturnType<typeof finish>> | undefined
    await context.services.documents.writeMany({
      edits,
      author: { userId: userIdOf(context.actor), bypassesLocks: true },
      transact: work => context.transact(async (inside) => {
        await requireStillAdmin(inside, inside.actor)
        const value = await work(inside)
        answer = await finish(inside, { userId, made, faces, since, reason })
        context.answers(inside, answer)
        return value
      }),
    })
    if (!answer) throw new Error('the transaction did not run')
    return answer
  },
}
