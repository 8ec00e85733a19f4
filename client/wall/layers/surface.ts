import { StaticCanvas } from 'fabric'
import type { Size } from '../camera/camera'

/** iOS drops any canvas that is larger. */
const MAX_PIXELS = 16_777_216
const MAX_RATIO = 2

export interface Surface {
  canvas: StaticCanvas
  /** Canvas pixels a CSS pixel. */
  ratio(): number
  resize(view: Size): void
  dispose(): void
}

export function createSurface(element: HTMLCanvasElement): Surface {
  const canvas = new StaticCanvas(element, {
    enableRetinaScaling: false, renderOnAddRemove: false, skipOffscreen: false,
  })
  // Fabric pins the canvas to the size it finds; the stylesheet has it fill its place.
  element.style.width = element.style.height = ''
  let ratio = 1
  return {
    canvas,
    ratio: () => ratio,
    resize(view) {
      const wanted = Math.min(window.devicePixelRatio || 1, MAX_RATIO)
      ratio = Math.min(wanted, Math.sqrt(MAX_PIXELS / Math.max(view.width * view.height, 1)))
      const width = Math.max(1, Math.floor(view.width * ratio))
      const height = Math.max(1, Math.floor(view.height * ratio))
      canvas.setDimensions({ width, height }, { backstoreOnly: true })
      canvas.cancelRequestedRender()
    },
    dispose: () => void canvas.dispose(),
  }
}
