import { useI18n } from 'vue-i18n'
import type { TaskKind } from '../../shared/model/task'
import { useTasks } from '../stores/tasks'
import { ApiError } from '../wire/api'
import { useLoginGate } from './useLoginGate'
import { useToasts } from './useToasts'

/** Asking for work and saying that it is done: one tap, with a way back. */
export function useCare() {
  const { t } = useI18n()
  const tasks = useTasks()
  const gate = useLoginGate()
  const toasts = useToasts()

  const say = (failure: unknown): void => {
    toasts.show({ tone: 'danger', text: (failure instanceof ApiError && failure.detail) || t('care.failed') })
  }

  async function run(words: string, act: () => Promise<() => Promise<void>>): Promise<boolean> {
    if (!await gate.pass()) return false
    try {
      const undo = await act()
      toasts.show({ text: words, action: { label: t('care.undo'), perform: () => void undo().catch(say) } })
      return true
    } catch (failure) {
      say(failure)
      return false
    }
  }

  const ask = (hold: number, kind: TaskKind, note: string): Promise<boolean> =>
    run(t(`care.askedFor.${kind}`, { hold }), () => tasks.ask(hold, kind, note))
  const finish = (hold: number, kind: TaskKind): Promise<boolean> =>
    run(t(`care.wasDone.${kind}`, { hold }), () => tasks.finish(hold, kind))

  return { ask, finish }
}
