import { shallowRef, type ShallowRef } from 'vue'
import { panBy, toPicture, toView, type Size } from '../camera/camera'
import { keyAction, type KeyAction } from './keys'
import { nearest, neighbour, type Direction } from '../canvas/neighbour'
import type { Shapes } from '../canvas/shapes'
import type { Stage } from '../canvas/stage'

export interface KeyActions {
  stage(): Stage | null
  shapes(): Shapes
  picture(): Size
  selected(): number | null
  zoomed(): boolean
  open(holdId: number): void
  /** Closes what is open; false when there is nothing to leave and Escape is somebody else's. */
  leave(): boolean
  reset(): void
  zoomBy(factor: number): void
}

export interface Keys {
  focused: ShallowRef<number | null>
  press(event: KeyboardEvent): void
}

/** The margin, in CSS pixels, that a hold reached by the arrows keeps from the edge of the view. */
const MARGIN = 48

/** Walking over the wall with the keyboard. */
export function useKeys(actions: KeyActions): Keys {
  const focused = shallowRef<number | null>(null)

  const act = (action: KeyAction): boolean => {
    if (action.name === 'walk') walk(action.direction)
    if (action.name === 'zoom') actions.zoomBy(action.factor)
    if (action.name === 'reset') actions.reset()
    if (action.name === 'open' && focused.value !== null) actions.open(focused.value)
    return action.name === 'leave' ? leave() : true
  }

  const walk = (direction: Direction): void => {
    const stage = actions.stage()
    if (!stage) return
    const from = actions.shapes().get(focused.value ?? actions.selected() ?? -1)
    const middle = toPicture(stage.camera, { x: stage.view.width / 2, y: stage.view.height / 2 })
    const all = actions.shapes().values()
    focused.value = from ? neighbour(all, from.centre, direction, from.id) ?? from.id : nearest(all, middle)
    bringIntoView(stage)
  }

  const bringIntoView = (stage: Stage): void => {
    const shape = actions.shapes().get(focused.value ?? -1)
    if (!shape) return
    const { x, y } = toView(stage.camera, shape.centre)
    const dx = Math.max(MARGIN - x, 0) - Math.max(x - (stage.view.width - MARGIN), 0)
    const dy = Math.max(MARGIN - y, 0) - Math.max(y - (stage.view.height - MARGIN), 0)
    if (actions.zoomed() && (dx !== 0 || dy !== 0)) stage.animateTo(panBy(stage.camera, dx, dy, stage.view, actions.picture()))
  }

  const leave = (): boolean => {
    const walking = focused.value !== null
    focused.value = null
    if (actions.leave() || walking) return true
    if (!actions.zoomed()) return false
    actions.reset()
    return true
  }

  return {
    focused,
    press(event) {
      const action = keyAction(event)
      if (!action || !act(action)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
