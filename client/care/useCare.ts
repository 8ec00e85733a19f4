import { useI18n } from 'vue-i18n'
import type { Task, TaskKind } from '../../shared/model/task'
import { WriteRefused } from '../offline/outboxStore'
import { useTasks, type DoneToTask } from './tasksStore'
import { useHoldNames } from '../annotations/useHoldNames'
import { useLoginGate } from '../account/login/loginGateStore'
import { useToasts } from '../ui/toastsStore'

/** Asking for work and saying that it is done: one tap, with a way back. */
export function useCare() {
  const { t } = useI18n()
  const tasks = useTasks()
  const names = useHoldNames()
  const gate = useLoginGate()
  const toasts = useToasts()

  const say = (failure: unknown): void => {
    toasts.show({ tone: 'danger', text: (failure instanceof WriteRefused && failure.detail) || t('care.failed') })
  }
  const nameOf = (hold: number, kind: TaskKind): string => t('care.workOn', { work: t(`care.kind.${kind}`), hold: names.label(hold) })

  async function run(words: string, name: string, act: () => Promise<DoneToTask>): Promise<boolean> {
    if (!await gate.pass()) return false
    try {
      const { isWaiting, undo } = await act()
      toasts.show({
        text: isWaiting ? t('outbox.kept', { name }) : words,
        action: { label: t('care.undo'), perform: () => void undo().catch(say) },
      })
      return true
    } catch (failure) {
      say(failure)
      return false
    }
  }

  function ask(hold: number, kind: TaskKind, note: string): Promise<boolean> {
    const name = nameOf(hold, kind)
    return run(t(`care.askedFor.${kind}`, { hold: names.label(hold) }), name, () => tasks.ask(hold, kind, note, name))
  }
  function finish(hold: number, kind: TaskKind): Promise<boolean> {
    const name = nameOf(hold, kind)
    return run(t(`care.wasDone.${kind}`, { hold: names.label(hold) }), name, () => tasks.finish(hold, kind, name))
  }
  /** All of them with one word and one way back. What fails ends it: what comes after would fail as well. */
  async function finishMany(works: readonly { holdId: number; kind: TaskKind }[]): Promise<boolean> {
    if (!await gate.pass()) return false
    const undos: DoneToTask['undo'][] = []
    let failure: unknown = null
    for (const { holdId, kind } of works) {
      try {
        undos.push((await tasks.finish(holdId, kind, nameOf(holdId, kind))).undo)
      } catch (error) {
        failure = error
        break
      }
    }
    if (undos.length > 0) {
      const perform = (): void => void undos.reduce((before, undo) => before.then(undo), Promise.resolve<unknown>(null)).catch(say)
      toasts.show({ text: t('pages.care.done', undos.length), action: { label: t('care.undo'), perform } })
    }
    if (failure !== null) say(failure)
    return failure === null
  }
  /** Takes back what was said to be done and is not at the server yet. */
  const reopen = (task: Task): void => void tasks.reopen(task, nameOf(task.hold_id, task.kind)).catch(say)

  return { ask, finish, finishMany, reopen }
}
