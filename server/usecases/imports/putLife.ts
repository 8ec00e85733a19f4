import { randomUUID } from 'node:crypto'
import { newDocumentEpoch, newSheet } from '../../collab/newSheet'
import type { WallLife } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
interface Where {
  faceId: string
  setterIds: ReadonlyMap<string, string>
}

async function putVotes({ stores, touch }: Context, votes: WallLife['votes'], { faceId, setterIds }: Where): Promise<void> {
  const rows = votes.flatMap(({ setter_key, at, ...vote }) => {
    const user_id = setterIds.get(setter_key)
    const when = (value: string | null) => (value === null ? null : at)
    return user_id === undefined ? [] : [{
      ...vote, user_id, face_id: faceId, created_at: at, updated_at: at, notes: null, notes_at: null,
      grip_type_at: when(vote.grip_type), condition_at: when(vote.condition), difficulty_at: when(vote.difficulty),
    }]
  })
  await stores.imports.insertVotes(rows)
  for (const { hold_id } of rows) touch.consensus(hold_id)
}

async function putTasks({ stores, touch }: Context, tasks: WallLife['tasks'], { faceId, setterIds }: Where): Promise<void> {
  for (const { asked_by, done_by, ...task } of tasks) {
    const id = randomUUID()
    const isNew = await stores.tasks.insert({
      ...task,
      id,
      face_id: faceId,
      asked_by_id: setterIds.get(asked_by) ?? null,
      done_by_id: setterIds.get(done_by ?? '') ?? null,
    })
    if (isNew) touch.task(id)
  }
}

/** [DEMO-5] Writes votes, notes, marks and tasks of demo people on a wall. */
export async function putLife(context: Context, { votes, tasks, notes, marks }: WallLife, where: Where): Promise<void> {
  const { stores, now } = context
  await putVotes(context, votes, where)
  await putTasks(context, tasks, where)
  const snapshot = newSheet({
    notes: Object.fromEntries(notes.map(({ hold_id, text }) => [hold_id, text])),
    marks: Object.fromEntries(marks.map(({ id, by, ...mark }) => [id, { ...mark, by: where.setterIds.get(by) ?? by }])),
  })
  const [name, epoch] = [`sheet/${where.faceId}`, newDocumentEpoch()]
  await stores.documents.create({ name, epoch, face_id: where.faceId, user_id: null }, now)
  await stores.documents.beginAnew({ name, epoch, seq: 0 }, { epoch, snapshot }, now)
}
