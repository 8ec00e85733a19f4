import { useI18n } from 'vue-i18n'
import type { ClimbRow } from '../../shared/model/climb'
import { instantOf, msOf } from '../../shared/model/instant'
import type { AscentFacts } from '../offline/outbox/item'
import { useLoginGate } from '../account/login/loginGateStore'
import { WriteRefused } from '../offline/outboxStore'
import { useToasts } from '../ui/toastsStore'
import { dayOf } from '../ui/dayOf'
import { useAscentForm } from './ascentFormStore'
import { useLogbook } from './logbookStore'

type Named = Pick<ClimbRow, 'id' | 'name'>

/** [LOGBOOK-1] Liking a climb, marking it as a project and logging a send: one tap each, shown at once. */
export function useLogging() {
  const { t } = useI18n()
  const logbook = useLogbook()
  const form = useAscentForm()
  const gate = useLoginGate()
  const toasts = useToasts()

  const say = (failure: unknown): void => {
    toasts.show({ tone: 'danger', text: (failure instanceof WriteRefused && failure.detail) || t('app.failed') })
  }
  /** What a tap does shows before the server answers. Only its refusal is told. */
  const quietly = (work: Promise<unknown>): void => void work.catch(say)

  async function toggleLike(climb: Named): Promise<void> {
    if (await gate.pass()) quietly(logbook.like(climb, !logbook.likes.has(climb.id)))
  }
  async function toggleProject(climb: Named): Promise<void> {
    if (await gate.pass()) quietly(logbook.setProject(climb, !logbook.projects.has(climb.id)))
  }

  /** [LOGBOOK-2] Logs a send of now. If one of today is logged already, its details open instead. */
  async function logNow(climb: Named): Promise<void> {
    if (!await gate.pass()) return
    const now = Date.now()
    const [last] = logbook.ascentsOf(climb.id)
    if (last && dayOf(msOf(last.sent_at)) === dayOf(now)) return void (form.editing = last.id)
    const { id, written } = logbook.log(climb, { sent_at: instantOf(now) })
    quietly(written)
    toasts.show({
      text: t('logbook.logged', { name: climb.name }),
      action: { label: t('app.undo'), perform: () => remove(id, climb.name) },
      more: { label: t('logbook.details'), perform: () => void (form.editing = id) },
    })
  }
  const change = (id: string, facts: AscentFacts, name: string): void => quietly(logbook.change(id, facts, name))
  const remove = (id: string, name: string): void => quietly(logbook.remove(id, name))
  /** Deletes a send and offers it back. */
  function removeWithUndo(id: string, climb: Named): void {
    const before = logbook.ascent(id)
    remove(id, climb.name)
    if (!before) return
    const { attempts, is_flash, grade_font, notes, is_hidden, sent_at } = before
    const undo = (): void => quietly(logbook.log(climb, { attempts, is_flash, grade_font, notes, is_hidden, sent_at }).written)
    toasts.show({ text: t('logbook.removed', { name: climb.name }), action: { label: t('app.undo'), perform: undo } })
  }

  return { toggleLike, toggleProject, logNow, change, removeWithUndo }
}
