import type { HoldKind } from './shapes'

export type DemoSize = 'full' | 'small'

/** The places of the parts of the wall, in pixels. */
export interface WallPlan {
  size: DemoSize
  width: number
  height: number
  /** The distance between two T-nuts of the main grid. */
  pitch: number
  columns: number
  rows: number
  /** The centre of the first T-nut of the main grid. */
  originX: number
  originY: number
  /** The upper edge of the kickboard. */
  kickTop: number
  rulerWidth: number
  counts: Record<HoldKind, number>
  /** Footholds on the kickboard: the number of rows, and of holds in each. */
  kickRows: number
  kickColumns: number
}

export const FULL_WALL: WallPlan = {
  size: 'full',
  width: 2000, height: 2600, pitch: 103, columns: 18, rows: 21, originX: 160, originY: 160, kickTop: 2280, rulerWidth: 74,
  counts: { volume: 9, sloper: 40, jug: 54, ring: 9, tufa: 9, pinch: 44, rail: 12, pocket: 30, crimp: 64, edge: 36, foot: 44, chip: 10 },
  kickRows: 2, kickColumns: 8,
}

export const SMALL_WALL: WallPlan = {
  size: 'small',
  width: 600, height: 800, pitch: 74, columns: 7, rows: 8, originX: 88, originY: 88, kickTop: 670, rulerWidth: 36,
  counts: { volume: 1, sloper: 4, jug: 8, ring: 0, tufa: 1, pinch: 4, rail: 2, pocket: 3, crimp: 8, edge: 3, foot: 3, chip: 0 },
  kickRows: 1, kickColumns: 4,
}
