import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { Input } from '../../../shared/contract/commands'
import type { Hold } from '../../../shared/model/hold'
import { Refusal } from '../../../shared/result'
import type { StoredTask } from '../../db/stores/walls/tasks'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { Reply } from '../reply'
import { requireRoom } from '../requireRoom'
import { authoriseTask, setDone, taskView, tellTask } from './taskContext'

/** Joins the open task of the same kind: finishes it if the request says done, and adds the note if it had none. */
async function join(context: WriteContext, open: StoredTask, { note, done }: Input<'tasks.create'>): Promise<StoredTask> {
  const { stores, touch, actor, now } = context
  const joined = { ...open, note: open.note ?? (note || null) }
  if (joined.note !== open.note) {
    await stores.tasks.setNote(open.id, joined.note)
    touch.task(open.id)
  }
  return done ? setDone(context, joined, { done_by_id: userIdOf(actor), done_at: now }) : joined
}

/** [GYM-8] @throws Refusal `invalid` if the hold left the wall */
function requireThere({ removed_at, label }: Pick<Hold, 'removed_at' | 'label'>): void {
  if (removed_at !== null) throw new Refusal('invalid', {}, { issues: [{ path: 'id', message: 'removed_hold', params: { hold: label } }] })
}

/** [CARE-1] Asks for work on a hold, or tells of work that was done without being asked for. */
export const createTask: UseCase<'tasks.create'> = {
  async writes(context, input) {
    const { stores, touch, actor, now } = context
    const { id: hold_id, kind, note, done } = input
    const hold = await stores.walls.hold({ id: hold_id })
    if (!hold) throw new Refusal('not_found')
    if (!done) requireThere(hold)
    const by = userIdOf(actor)
    const made: StoredTask = {
      id: randomUUID(), face_id: hold.face_id, hold_id, kind, note: note || null, asked_by_id: by, asked_at: now,
      done_by_id: done ? by : null, done_at: done ? now : null,
    }
    await authoriseTask(context, done ? 'finish' : 'create', made)
    const open = await stores.tasks.open(hold_id, kind)
    if (!open && !done && by !== null) requireRoom('openTasks', await stores.tasks.countOpenOf(by))
    // If two ask at the same moment, the unique index admits one, and the other joins it.
    const isNew = !open && await stores.tasks.insert(made)
    if (!isNew) {
      const joined = open ?? await stores.tasks.open(hold_id, kind)
      if (!joined) throw new Refusal('unavailable')
      return new Reply(await taskView(context, await join(context, joined, input)), { status: 200 })
    }
    await tellTask(context, made, done ? 'done' : 'asked')
    touch.task(made.id)
    if (done) touch.consensus(hold_id)
    return taskView(context, made)
  },
}
