import { isAdmin, type Actor } from './actor'
import type { Instant } from '../model/instant'

export type TaskAction = 'create' | 'finish' | 'reopen' | 'delete'
/** The facts that decide a task's rights: who asked for it, whether it is done, whether its hold or face is locked. */
export interface TaskRights {
  asked_by_id: string | null
  done_at: Instant | null
  is_locked: boolean
}

/**
 * May the actor do this? Whoever signed in asks for work, says that it is done, and takes that back;
 * who asked takes an open one away. On a locked hold or face only an admin asks for more.
 */
export function canTask(actor: Actor, action: TaskAction, task: TaskRights): boolean {
  if (actor.kind !== 'user') return false
  if (isAdmin(actor)) return true
  switch (action) {
    case 'create':
    case 'reopen':
      return !task.is_locked
    case 'finish':
      return true
    case 'delete':
      return task.asked_by_id === actor.id && task.done_at === null
  }
}
