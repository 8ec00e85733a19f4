import { computed } from 'vue'
import { useSelection } from '../wall/selectionStore'
import type { DrawingTool } from '../wall/gestures/drawingTool'

/** The line that a drag draws around holds while several are chosen; null while a drag moves the wall. */
export function useLasso() {
  const selection = useSelection()
  return computed<DrawingTool | null>(() => {
    if (!selection.isOn || !selection.hasLasso) return null
    return {
      mayDraw: true, tool: 'zone', marks: [], chosen: null, sketch: selection.sketch,
      show: sketch => { selection.sketch = sketch },
      keep: (_kind, points) => selection.surround(points),
      choose: () => undefined, shift: () => undefined, move: () => undefined,
    }
  })
}
