import { FabricImage, Polygon, StaticCanvas } from 'fabric'
import type { Point } from '../../shared/rules/polygon'

// Runs in a page of its own: the wall as one would first write it, all of it drawn by Fabric at every frame.
const COLOURS = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725']

export async function plainWall(holds: readonly (readonly Point[])[], photo: string, scale: number): Promise<void> {
  const element = document.querySelector('canvas')
  if (!element) throw new Error('no canvas')
  const canvas = new StaticCanvas(element, { renderOnAddRemove: false, enableRetinaScaling: false })
  const image = await FabricImage.fromURL(photo)
  const plain = { objectCaching: false, strokeWidth: 2 }
  canvas.add(image, ...holds.map((points, at) => {
    const stroke = COLOURS[at % COLOURS.length] ?? ''
    return new Polygon(points.map(point => ({ ...point })), { ...plain, stroke, fill: `${stroke}99` })
  }))
  const camera = { x: 0, y: 0 }
  let last: Point | null = null
  let frame = 0
  const draw = (): void => {
    frame = 0
    canvas.setViewportTransform([scale, 0, 0, scale, camera.x, camera.y])
    canvas.renderAll()
  }
  element.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => { last = { x, y } })
  element.addEventListener('pointermove', ({ clientX: x, clientY: y }) => {
    if (last) {
      camera.x += x - last.x
      camera.y += y - last.y
    }
    last = { x, y }
    frame ||= requestAnimationFrame(draw)
  })
  draw()
}
