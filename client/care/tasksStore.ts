import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Instant } from '../../shared/model/instant'
import type { Task, TaskKind } from '../../shared/model/task'
import { faceFeed } from '../../shared/feedName'
import { localId, type Write } from '../offline/outbox/item'
import { applyTaskOverlay } from '../offline/outbox/taskOverlay'
import { useFaces } from '../wall/facesStore'
import { useHolds } from '../wall/holdsStore'
import { useConnection } from '../sync/connection'
import { useOutbox, type Written } from '../offline/outboxStore'
import { useSession } from '../account/sessionStore'

/** A task that was done, and its undo. */
export interface DoneToTask {
  isWaiting: boolean
  undo(): Promise<Written>
}

/** The work that the current face's holds need. What I did shows at once, whether the server has it or not. */
export const useTasks = defineStore('tasks', () => {
  const { tables } = useConnection()
  const faces = useFaces()
  const holds = useHolds()
  const outbox = useOutbox()
  const session = useSession()
  const overlay = computed(() => {
    const { actor } = session
    const id = faces.currentId ?? ''
    const known = tables.rows(faceFeed(id), 'task')
    return actor.kind === 'user'
      ? applyTaskOverlay(outbox.items, known, { id, has: holdId => holds.byId.has(holdId) }, actor)
      : { tasks: known, states: null }
  })
  /** The state of my last act on a task; null where nothing waits. */
  const stateOf = (id: string) => {
    const state = overlay.value.states?.get(id)
    return state === undefined || state === 'sent' ? null : state
  }
  /** Includes work that was done on this device and is not at the server yet: it can still be taken back. */
  const all = computed(() => [...overlay.value.tasks.values()])
  const open = computed(() => all.value
    .filter(task => task.done_at === null || stateOf(task.id) !== null)
    .sort((a, b) => (a.asked_at < b.asked_at ? -1 : 1)))

  const openOf = (holdId: number): Task[] => open.value.filter(task => task.hold_id === holdId)

  /** The time of the last work on a hold that the feed still has; older work no longer matters. */
  const workedAt = (holdId: number): Instant | null =>
    all.value.reduce<Instant | null>(
      (last, { hold_id, done_at }) => (hold_id === holdId && done_at !== null && (last === null || done_at > last) ? done_at : last),
      null,
    )

  async function ask(holdId: number, kind: TaskKind, note: string, name: string): Promise<DoneToTask> {
    const { id, isWaiting } = await outbox.send(
      { command: 'tasks.create', input: { id: holdId, kind, note: note.trim() === '' ? null : note } },
      name,
    )
    return { isWaiting, undo: () => outbox.send({ command: 'tasks.delete', input: { id } }, name) }
  }

  /** Says that the work is done, asked for or not. */
  async function finish(holdId: number, kind: TaskKind, name: string): Promise<DoneToTask> {
    const asked = openOf(holdId).find(task => task.kind === kind && task.done_at === null)
    const write: Write = asked
      ? { command: 'tasks.finish', input: { id: asked.id } }
      : { command: 'tasks.create', input: { id: holdId, kind, done: true } }
    const { id, isWaiting } = await outbox.send(write, name)
    return { isWaiting, undo: () => takeBack(id, !asked, name) }
  }

  /** Work that nobody had asked for is not only open again, but gone. */
  async function takeBack(id: string, isMade: boolean, name: string): Promise<Written> {
    const reopen: Write = { command: 'tasks.reopen', input: { id } }
    if (!isMade) return outbox.send(reopen, name)
    await outbox.put(reopen, name)
    return outbox.send({ command: 'tasks.delete', input: { id } }, name)
  }
  const reopen = ({ id }: Task, name: string): Promise<Written> => takeBack(id, outbox.items.some(({ key, write, answer }) =>
    write.command === 'tasks.create' && write.input.done === true && (localId(key) === id || answer?.id === id)), name)

  return { open, openOf, workedAt, stateOf, ask, finish, reopen }
})
