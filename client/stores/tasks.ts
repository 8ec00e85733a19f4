import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Instant } from '../../shared/model/instant'
import type { Task, TaskKind } from '../../shared/model/task'
import { call } from '../wire/api'
import { useFaces } from './faces'
import { live } from './live'

/** The work that the current face's holds need. */
export const useTasks = defineStore('tasks', () => {
  const { tables } = live()
  const faces = useFaces()
  const all = computed(() => [...tables.rows(`face:${faces.currentId ?? ''}`, 'task').values()])
  const open = computed(() => all.value
    .filter(task => task.done_at === null)
    .sort((a, b) => (a.asked_at < b.asked_at ? -1 : 1)))

  const openOf = (holdId: number): Task[] => open.value.filter(task => task.hold_id === holdId)

  /** When the last work on a hold was done, of what its feed still has: what is older no longer matters. */
  const workedAt = (holdId: number): Instant | null => all.value
    .reduce<Instant | null>((last, { hold_id, done_at }) => (hold_id === holdId && done_at !== null && (last === null || done_at > last) ? done_at : last), null)

  /** Answers with the way back. */
  async function ask(holdId: number, kind: TaskKind, note: string): Promise<() => Promise<void>> {
    const { id } = await call('tasks.create', { id: holdId, kind, note: note.trim() === '' ? null : note })
    return () => call('tasks.delete', { id })
  }

  /** Says that the work is done, asked for or not; answers with the way back. */
  async function finish(holdId: number, kind: TaskKind): Promise<() => Promise<void>> {
    const asked = openOf(holdId).find(task => task.kind === kind)
    const { id } = asked ? await call('tasks.finish', { id: asked.id }) : await call('tasks.create', { id: holdId, kind, done: true })
    return async () => {
      await call('tasks.reopen', { id })
      if (!asked) await call('tasks.delete', { id })
    }
  }

  return { open, openOf, workedAt, ask, finish }
})
