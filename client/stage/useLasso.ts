import { computed } from 'vue'
import type { Point } from '../../shared/rules/polygon'
import { useFinder } from '../climbs/finder/finderStore'
import { useSelection } from '../wall/selectionStore'
import type { DrawingTool } from '../wall/gestures/drawingTool'
import type { Sketch } from '../wall/marks/sketch'

/** Whoever wants the line that a drag draws, and the closed line once it is drawn. */
interface Surrounding {
  sketch: Sketch | null
  surround: (rim: readonly Point[]) => void
}

const lassoOf = (target: Surrounding): DrawingTool => ({
  mayDraw: true, tool: 'zone', marks: [], chosen: null, sketch: target.sketch,
  show: sketch => { target.sketch = sketch },
  keep: (_kind, points) => target.surround(points),
  choose: () => undefined, shift: () => undefined, move: () => undefined,
})

/**
 * The line that a drag draws around holds, while several are chosen or a zone is searched; null while a drag moves the
 * wall.
 */
export function useLasso() {
  const selection = useSelection()
  const finding = useFinder()
  return computed<DrawingTool | null>(() => {
    if (finding.isSurrounding) return lassoOf(finding)
    return selection.isOn && selection.hasLasso ? lassoOf(selection) : null
  })
}
