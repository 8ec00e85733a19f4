import { computed } from 'vue'
import { useDrawing } from './drawingStore'
import { useMarks } from './marksStore'
import type { DrawingTool } from '../wall/gestures/drawingTool'

/** The pen of the wall; null away from the sheet. */
export function usePen() {
  const drawing = useDrawing()
  const marks = useMarks()

  return computed<DrawingTool | null>(() => {
    if (!drawing.isHere) return null
    return {
      mayDraw: marks.readOnlyReason === null,
      tool: drawing.tool,
      marks: marks.isShown ? marks.list : [],
      chosen: drawing.chosen,
      sketch: drawing.sketch,
      show: sketch => {
        drawing.sketch = sketch
      },
      keep: drawing.keep,
      choose: drawing.choose,
      shift: by => {
        drawing.shifted = by
      },
      move: by => drawing.move(by),
    }
  })
}
