import { userIdOf } from '../../../shared/access/actor'
import type { UseCase } from '../useCase'
import { setDone, taskToChange, taskView, tellTask } from './taskContext'

/** [CARE-2] Finishes a task with one tap. A second person finds it done. */
export const finishTask: UseCase<'tasks.finish'> = {
  async writes(context, { id }) {
    const task = await taskToChange(context, 'finish', id)
    if (task.done_at !== null) return taskView(context, task)
    return taskView(context, await setDone(context, task, { done_by_id: userIdOf(context.actor), done_at: context.now }))
  },
}

export const reopenTask: UseCase<'tasks.reopen'> = {
  async writes(context, { id }) {
    const task = await taskToChange(context, 'reopen', id)
    if (task.done_at === null) return taskView(context, task)
    // If somebody asked again meanwhile, the unique index refuses: there is one open task of a kind.
    return taskView(context, await setDone(context, task, { done_by_id: null, done_at: null }))
  },
}

export const deleteTask: UseCase<'tasks.delete'> = {
  async writes(context, { id }) {
    const task = await taskToChange(context, 'delete', id)
    await context.stores.tasks.delete(id)
    await tellTask(context, task, 'deleted')
    context.touch.task(id)
    context.touch.consensus(task.hold_id)
  },
}
