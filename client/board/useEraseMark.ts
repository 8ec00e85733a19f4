import { useI18n } from 'vue-i18n'
import { useDrawing } from './drawingStore'
import { useMarks } from './marksStore'
import type { Mark } from '../wall/marks/mark'
import { useToasts } from '../ui/toastsStore'

/** Takes a mark away, with a way back. */
export function useEraseMark(): (mark: Mark) => void {
  const { t } = useI18n()
  const marks = useMarks()
  const drawing = useDrawing()
  const toasts = useToasts()

  return mark => {
    if (marks.readOnlyReason !== null) return
    marks.remove(mark.id)
    if (drawing.chosen?.id === mark.id || drawing.chosen === null) drawing.choose(null)
    toasts.show({ text: t(`marks.erased.${mark.kind}`), action: { label: t('app.undo'), perform: () => marks.put(mark) } })
  }
}
