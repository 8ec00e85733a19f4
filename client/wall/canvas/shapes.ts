import type { Hold } from '../../../shared/model/hold'
import { parsePolygon, polygonBox, type Box, type Point } from '../../../shared/rules/polygon'
import { tapeLength, tapeLines } from '../../../shared/rules/tape'

export type Segment = readonly [from: Point, to: Point]

/** A hold read once into numbers; picture pixels. */
export interface HoldShape {
  id: number
  points: Point[]
  centre: Point
  area: number
  box: Box
  tapes: { left: Segment; centre: Segment; right: Segment }
}

export type Shapes = ReadonlyMap<number, HoldShape>

/** Holds whose polygon has no surface are left out: there is nothing to draw or touch. */
export function shapesOf(holds: readonly Hold[], pictureWidth: number): Shapes {
  const shapes = new Map<number, HoldShape>()
  for (const hold of holds) {
    const points = parsePolygon(hold.polygon_str)
    if (points.length >= 3) shapes.set(hold.id, shapeOf(hold, points, pictureWidth))
  }
  return shapes
}

function shapeOf(hold: Hold, points: Point[], pictureWidth: number): HoldShape {
  const box = polygonBox(points)
  return {
    id: hold.id,
    points,
    centre: { x: hold.centroid_x, y: hold.centroid_y },
    area: hold.area > 0 ? hold.area : (box.right - box.left) * (box.bottom - box.top),
    box,
    tapes: tapesOf(hold, points, pictureWidth),
  }
}

function tapesOf(hold: Hold, points: Point[], pictureWidth: number): HoldShape['tapes'] {
  const left = segmentOf(hold.left_tape_str)
  const centre = segmentOf(hold.center_tape_str)
  const right = segmentOf(hold.right_tape_str)
  if (left && centre && right) return { left, centre, right }
  const derived = tapeLines(points, tapeLength(pictureWidth))
  const nothing: Segment = [{ x: 0, y: 0 }, { x: 0, y: 0 }]
  return {
    left: left ?? segmentOf(derived.left_tape_str) ?? nothing,
    centre: centre ?? segmentOf(derived.center_tape_str) ?? nothing,
    right: right ?? segmentOf(derived.right_tape_str) ?? nothing,
  }
}

function segmentOf(tape: string): Segment | null {
  const [x1, y1, x2, y2] = tape.trim().split(/\s+/).map(Number)
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null
  return [x1, y1, x2, y2].every(Number.isFinite) ? [{ x: x1, y: y1 }, { x: x2, y: y2 }] : null
}
