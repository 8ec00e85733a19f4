import { MADE_KINDS, type MadeSince } from '../../../../shared/model/madeSince'
import { instantOf, msOf, type Instant } from '../../../../shared/model/instant'
import { Refusal } from '../../../../shared/result'
import { NOTE_BURST_MS } from '../../../collab/persistence'
import type { RunContext, UseCase } from '../../useCase'
import { sheetContents } from '../sheetContents'

const HOUR_MS = 3_600_000

/** A note that the person edited last, with its text now and the text that it had at the moment. */
interface EditedNote {
  holdId: number
  text: string
  before: string
}
/** The content of one face: holds that the person annotated, notes, and ids of marks. */
export interface MadeOnFace {
  votes: number[]
  notes: EditedNote[]
  marks: string[]
}
/** The things that a person made since a moment. */
export interface Made {
  climbs: string[]
  comments: string[]
  tasks: string[]
  faces: Map<string, MadeOnFace>
}

function facesOf(): { of: (faceId: string) => MadeOnFace; faces: Made['faces'] } {
  const faces: Made['faces'] = new Map()
  return {
    faces,
    of(faceId) {
      const face = faces.get(faceId) ?? { votes: [], notes: [], marks: [] }
      faces.set(faceId, face)
      return face
    },
  }
}

/**
 * [PERSON-10] Finds what a person made since a moment. Marks have no date, and notes no author of each word: both are
 * compared with the sheet at the beginning of the moment's hour, because a version of it was kept before the first edit
 * of each hour.
 */
export async function madeSince(
  context: Pick<RunContext<unknown>, 'stores' | 'services'>,
  { userId, since }: { userId: string; since: Instant },
): Promise<Made> {
  const { people, sheetVersions } = context.stores
  const { faces, of } = facesOf()
  for (const { face_id, hold_id } of await people.annotatedSince(userId, since)) of(face_id).votes.push(hold_id)
  const hour = instantOf(Math.floor(msOf(since) / HOUR_MS) * HOUR_MS)
  // The history tells only the first of several edits in a row.
  const told = instantOf(msOf(hour) - NOTE_BURST_MS)
  const edited = (await people.lastNotes(userId)).filter(({ at }) => at >= told)
  for (const [faceId, { notes, marks }] of await sheetContents(context)) {
    const drawn = marks.filter(([, { by }]) => by === userId).map(([markId]) => markId)
    const written = edited.filter(({ face_id }) => face_id === faceId)
    if (drawn.length === 0 && written.length === 0) continue
    const before = await sheetVersions.firstFrom(faceId, hour)
    if (!before) continue
    of(faceId).marks = drawn.filter(markId => !Object.hasOwn(before.marks, markId))
    of(faceId).notes = written
      .map(({ hold_id }) => ({ holdId: hold_id, text: notes[String(hold_id)] ?? '', before: before.notes[String(hold_id)] ?? '' }))
      .filter(note => note.text !== note.before)
  }
  return {
    climbs: await people.shownClimbIdsSince(userId, since), comments: await people.shownCommentIdsSince(userId, since),
    tasks: await people.openTaskIdsSince(userId, since), faces,
  }
}

function countsOf({ climbs, comments, tasks, faces }: Made): MadeSince {
  const sum = (of: (face: MadeOnFace) => number) => [...faces.values()].reduce((total, face) => total + of(face), 0)
  return {
    climbs: climbs.length,
    comments: comments.length,
    annotations: sum(({ votes }) => votes.length),
    notes: sum(({ notes }) => notes.length),
    marks: sum(({ marks }) => marks.length),
    tasks: tasks.length,
  }
}

export const sumOf = (counts: MadeSince): number => MADE_KINDS.reduce((sum, kind) => sum + counts[kind], 0)

export const countMadeSince: UseCase<'users.madeSince'> = {
  async runs(context, { id, since }) {
    if (!await context.stores.users.byId(id)) throw new Refusal('not_found')
    return countsOf(await madeSince(context, { userId: id, since }))
  },
}
