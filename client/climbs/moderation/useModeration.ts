import { useI18n } from 'vue-i18n'
import type { CallInput } from '../../../shared/contract/commands'
import type { ClimbsChanged } from '../../../shared/contract/climbModeration'
import type { ClimbRow } from '../../../shared/model/climb'
import { useApi } from '../../api/useApi'
import { newId } from '../../offline/newId'
import { useAction } from '../../api/useAction'
import { useToasts } from '../../ui/toastsStore'

type Correction = CallInput<'climbs.correctMany'>['set']
export type Words = Pick<CallInput<'climbs.update'>, 'name' | 'grade_font' | 'feet_rule' | 'is_benchmark'>
type Done = 'hidden' | 'shown' | 'corrected'

/** An admin's acts on climbs. Each is done at once, told with how many it changed, and can be undone. */
export function useModeration() {
  const { t } = useI18n()
  const { call, write } = useApi()
  const { attempt } = useAction()
  const toasts = useToasts()

  async function undo(id: string): Promise<void> {
    await attempt(async () => {
      const { changed = 1 } = await call('audit.undo', { id })
      toasts.show({ text: t('moderation.undone', { n: changed }, changed) })
    })
  }
  function tell(done: Done, { changed, audit_id }: ClimbsChanged): void {
    if (audit_id === null) return toasts.show({ text: t('moderation.nothing') })
    const text = t(`moderation.${done}`, { n: changed }, changed)
    toasts.show({ text, action: { label: t('app.undo'), perform: () => void undo(audit_id) } })
  }

  /** Hides one climb, or many in one act. Rejects with an `ApiError`. */
  async function hide(ids: readonly string[], reason: string): Promise<void> {
    const [id, another] = ids
    if (id === undefined) return
    const one = () => call('climbs.hide', { id, reason })
    tell('hidden', await (another === undefined ? one() : call('climbs.hideMany', { ids: [...ids], reason })))
  }
  /** Shows a climb again that is hidden or in the bin. */
  const show = (id: string): Promise<boolean> => attempt(async () => tell('shown', await call('climbs.show', { id })))

  const showMany = (ids: readonly string[]): Promise<boolean> =>
    attempt(async () => tell('shown', await call('climbs.showMany', { ids: [...ids] })))

  async function correctMany(ids: readonly string[], set: Correction, reason: string): Promise<void> {
    tell('corrected', await call('climbs.correctMany', { ids: [...ids], set, reason }))
  }

  /** Refused where somebody changed the climb since it was shown. */
  async function change(id: string, words: Words, { ifMatch, reason }: { ifMatch: string; reason?: string }): Promise<string> {
    const { output } = await write('climbs.update', { id, ...words, ...reason ? { reason } : {} }, newId(), ifMatch)
    return (output as ClimbRow).updated_at
  }
  /** Corrects the words of one climb; the undo writes the ones of before. */
  async function correct(climb: ClimbRow, words: Words, reason: string): Promise<void> {
    const before = Object.fromEntries(Object.keys(words).map(field => [field, climb[field as keyof Words]])) as Words
    const ifMatch = await change(climb.id, words, { ifMatch: climb.updated_at, reason })
    const undoIt = () => attempt(async () => {
      await change(climb.id, before, { ifMatch })
      toasts.show({ text: t('moderation.undone', { n: 1 }, 1) })
    })
    toasts.show({ text: t('moderation.corrected', { n: 1 }, 1), action: { label: t('app.undo'), perform: () => void undoIt() } })
  }

  return { hide, show, showMany, correct, correctMany }
}
