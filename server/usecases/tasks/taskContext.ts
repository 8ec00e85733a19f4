import { userIdOf } from '../../../shared/access/actor'
import { lockOn } from '../../../shared/rules/lockOn'
import { canTask, type TaskAction } from '../../../shared/access/tasks'
import type { Task } from '../../../shared/model/task'
import { Refusal } from '../../../shared/result'
import type { StoredTask } from '../../db/stores/walls/tasks'
import type { WriteContext } from '../../transaction/context'

/** @throws Refusal `locked` if only a lock prevents it, otherwise `forbidden` */
export async function authoriseTask(
  { actor, stores, now }: WriteContext,
  action: TaskAction,
  task: Pick<StoredTask, 'face_id' | 'hold_id' | 'asked_by_id' | 'done_at'>,
): Promise<void> {
  const is_locked = lockOn(await stores.locks.ofFace(task.face_id, now), task.hold_id) !== null
  if (canTask(actor, action, { ...task, is_locked })) return
  throw new Refusal(canTask(actor, action, { ...task, is_locked: false }) ? 'locked' : 'forbidden')
}

/** @throws Refusal `not_found`, `locked`, `forbidden` */
export async function taskToChange(context: WriteContext, action: TaskAction, id: string): Promise<StoredTask> {
  const task = await context.stores.tasks.byId(id)
  if (!task) throw new Refusal('not_found')
  await authoriseTask(context, action, task)
  return task
}

/** Writes the event of a task to the hold's history. */
export async function tellTask(
  { stores, actor, now }: WriteContext,
  { id, hold_id, face_id, kind }: StoredTask,
  action: 'asked' | 'done' | 'reopened' | 'deleted',
): Promise<void> {
  await stores.history.append(
    [{ hold_id, face_id, kind: 'task', actor_id: userIdOf(actor), detail: { task_id: id, task: kind, action } }],
    now,
  )
}

/**
 * Writes when, and by whom, the work was done, or that it is open again. Done work changes which votes count. If
 * several finish a task at once, the first one's entry stands.
 */
export async function setDone(
  context: WriteContext,
  task: StoredTask,
  done: Pick<StoredTask, 'done_by_id' | 'done_at'>,
): Promise<StoredTask> {
  const { stores, touch } = context
  if (!(await stores.tasks.setDone(task.id, done))) {
    const now = await stores.tasks.byId(task.id)
    if (!now) throw new Refusal('not_found')
    return now
  }
  await tellTask(context, task, done.done_at === null ? 'reopened' : 'done')
  touch.task(task.id)
  touch.consensus(task.hold_id)
  return { ...task, ...done }
}

export async function taskView({ stores }: WriteContext, task: StoredTask): Promise<Task> {
  const [view] = await stores.tasks.views([task])
  if (!view) throw new Refusal('not_found')
  return view
}
