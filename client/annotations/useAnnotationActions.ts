import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { AnnotationPart, VotedPart } from '../../shared/model/annotationParts'
import { useLocks } from '../wall/locksStore'
import { useAnnotationEditor } from './annotationEditor'
import { useWalk } from './walkStore'
import type { UndoStep } from './undoHistory'
import { useLoginGate } from '../account/login/loginGateStore'
import { useToasts } from '../ui/toastsStore'

/** Changes votes and notes on holds, and undoes it. A visitor is asked to log in first, and their choice is kept. */
export function useAnnotationActions() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const editor = useAnnotationEditor()
  const locks = useLocks()
  const walk = useWalk()
  const gate = useLoginGate()
  const toasts = useToasts()

  async function annotate(holdId: number, part: AnnotationPart, value: string | null): Promise<boolean> {
    if (!await gate.pass()) return false
    editor.change([{ holdId, part, value }])
    return true
  }

  /** Locked holds are left out. */
  async function annotateAll(holdIds: readonly number[], part: VotedPart, value: string | null): Promise<void> {
    if (!await gate.pass()) return
    const step = editor.change(holdIds.filter(id => locks.on(id) === null).map(holdId => ({ holdId, part, value })))
    if (step.length === 0) return
    const text =
      value === null ? t('holds.many.cleared', step.length) : t('holds.many.said', { value: t(`holds.${part}.${value}`) }, step.length)
    toasts.show({ text, action: { label: t('app.undo'), perform: undo } })
  }

  /** Goes to where it happened: one sees what one took back. */
  function show(step: UndoStep): void {
    const ids = new Set(step.map(({ holdId }) => holdId))
    const [only] = ids
    if (only === undefined) return
    if (ids.size > 1) return toasts.show({ text: t('holds.undone', ids.size) })
    if (route.params['hold'] === String(only) || route.name !== 'holds') return
    walk.follows = 'sliding'
    void router.replace(`/prises/${only}`)
  }
  const undo = (): void => show(editor.undo())
  const redo = (): void => show(editor.redo())

  return { annotate, annotateAll, undo, redo }
}
