import { instantOf } from '../../../shared/model/instant'
import type { Task } from '../../../shared/model/task'
import { localId, targetIdOf, type ItemState, type OutboxItem, type TaskWrite } from './item'

type TaskItem = OutboxItem & { write: TaskWrite; answer: Task | null }
type Tasks = Map<string, Task>
interface Me { id: string; name: string }

export interface TaskOverlay {
  tasks: ReadonlyMap<string, Task>
  /** The state of my last act on a task. */
  states: ReadonlyMap<string, ItemState>
}

const isOfTask = (item: OutboxItem): item is TaskItem => item.write.command.startsWith('tasks.')

/** [OUTBOX-4] A face's tasks as they will be once the server has what waits here; what it refused changes nothing. */
export function applyTaskOverlay(
  items: readonly OutboxItem[],
  known: ReadonlyMap<string, Task>,
  face: { id: string; has(holdId: number): boolean },
  me: Me,
): TaskOverlay {
  const tasks: Tasks = new Map(known)
  const states = new Map<string, ItemState>()
  for (const item of items) {
    if (!isOfTask(item)) continue
    const id = put(item, tasks, face, me)
    // A task that is gone, or of another face, has nothing to be marked.
    if (id !== null && tasks.has(id) && (item.state !== 'sent' || !states.has(id))) states.set(id, item.state)
  }
  return { tasks, states }
}

/** Answers with the task that it is about, where there is one here. */
function put(item: TaskItem, tasks: Tasks, face: { id: string; has(holdId: number): boolean }, me: Me): string | null {
  const { write, state, answer } = item
  if (answer) return answer.face_id === face.id ? set(tasks, answer) : null
  const id = targetIdOf(item)
  if (write.command === 'tasks.create')
    return state !== 'refused' && face.has(Number(write.input.id)) ? set(tasks, made(item, write.input, tasks, face.id, me)) : null
  const before = tasks.get(id)
  if (!before || state === 'refused') return before ? id : null
  if (write.command === 'tasks.delete') return tasks.delete(id) ? null : id
  return set(tasks, { ...before, ...doneBy(write.command === 'tasks.finish' ? me : null, item.at) })
}

/** Does as the server does: one task of a kind is open on a hold, and a second request joins it. */
function made(
  { key, at }: TaskItem,
  { id, kind, note, done }: Extract<TaskWrite, { command: 'tasks.create' }>['input'],
  tasks: Tasks,
  face_id: string,
  me: Me,
): Task {
  const hold_id = Number(id)
  const open = [...tasks.values()].find(task => task.hold_id === hold_id && task.kind === kind && task.done_at === null)
  const before: Task = open ?? {
    id: localId(key),
    face_id,
    hold_id,
    kind,
    note: note ?? null,
    asked_by_id: me.id,
    asked_by_name: me.name,
    asked_at: instantOf(at),
    ...doneBy(null, at),
  }
  return done ? { ...before, ...doneBy(me, at) } : before
}

const doneBy = (who: Me | null, at: number): Pick<Task, 'done_by_id' | 'done_by_name' | 'done_at'> =>
  ({ done_by_id: who?.id ?? null, done_by_name: who?.name ?? null, done_at: who && instantOf(at) })

function set(tasks: Tasks, task: Task): string {
  tasks.set(task.id, task)
  return task.id
}
