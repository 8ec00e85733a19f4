import { userIdOf } from '../../../../shared/access/actor'
import { noteRoot } from '../../../../shared/documents'
import { Refusal } from '../../../../shared/result'
import { markIn, noteIn, putMark, putVotes, rewrite, votesIn } from '../../../collab/documentContent'
import type { DocumentEdit } from '../../../collab/writeTogether'
import { requireStillAdmin } from '../../climbs/moderation/moderated'
import type { WriteContext } from '../../../transaction/context'
import { climbKind, commentKind } from '../../moderation/removableKinds'
import { undoHiding, type TakenState } from '../../moderation/removal'
import { tellTask } from '../../tasks/taskContext'
import { tellHolds, type RemovedContent, type RemovedFromFace } from '../content/removeContent'
import type { UndoAct } from './undoAct'

/** Edits that put back what has not been said, written or drawn anew since; they fill `back` whenever they run. */
function editsOf(userId: string, faceId: string, { votes, notes, marks }: RemovedFromFace, back: RemovedFromFace): DocumentEdit[] {
  const ofVotes: DocumentEdit = {
    document: { kind: 'votes', faceId, userId },
    edit(doc) {
      back.votes = votes.filter(({ holdId }) => Object.values(votesIn(doc, holdId)).every(part => part === null))
      doc.transact(() => back.votes.forEach(({ holdId, parts }) => putVotes(doc, holdId, parts)))
    },
  }
  const ofSheet: DocumentEdit = {
    document: { kind: 'sheet', faceId },
    edit(doc) {
      back.notes = notes.filter(({ holdId, after }) => noteIn(doc, holdId) === after)
      back.marks = marks.filter(({ markId }) => markIn(doc, markId) === null)
      doc.transact(() => {
        for (const { holdId, before } of back.notes) rewrite(doc, noteRoot(holdId), before)
        for (const { markId, mark } of back.marks) putMark(doc, markId, mark)
      })
    },
  }
  return [...votes.length > 0 ? [ofVotes] : [], ...notes.length + marks.length > 0 ? [ofSheet] : []]
}

/** @returns how many requests stand again: those that nobody made anew */
async function askAgain(context: WriteContext, tasks: RemovedContent['tasks']): Promise<number> {
  let asked = 0
  for (const task of tasks) {
    if (!await context.stores.tasks.insert(task)) continue
    await tellTask(context, task, 'asked')
    context.touch.task(task.id)
    context.touch.consensus(task.hold_id)
    asked++
  }
  return asked
}

const NOTHING: TakenState = { ids: [], at: '' }

/** [PERSON-11] Puts back what was removed of a person, except where something changed since. */
export const undoRemoval: UndoAct = async (context, { entry, state, record }) => {
  const { userId, climbs, comments = NOTHING, tasks, faces } = state as RemovedContent
  const back: RemovedContent['faces'] = {}
  const edits = Object.entries(faces).flatMap(([faceId, removed]) => {
    const ofFace: RemovedFromFace = { votes: [], notes: [], marks: [] }
    back[faceId] = ofFace
    return editsOf(userId, faceId, removed, ofFace)
  })
  await context.services.documents.writeMany({
    edits,
    author: { userId: userIdOf(context.actor), bypassesLocks: true },
    transact: work => context.transact(async (inside) => {
      await requireStillAdmin(inside, inside.actor)
      const value = await work(inside)
      const onFaces = Object.values(back).reduce((sum, { votes, notes, marks }) => sum + votes.length + notes.length + marks.length, 0)
      const shown = await undoHiding(inside, climbKind, climbs) + await undoHiding(inside, commentKind, comments)
      const changed = onFaces + shown + await askAgain(inside, tasks)
      if (changed === 0) throw new Refusal('not_undoable')
      await tellHolds(inside, back, 'restored')
      await record(inside, { changed, ...(changed === entry.detail['changed'] ? {} : { of: entry.detail['changed'] }) })
      return value
    }),
  })
}
