import type { SheetMark } from '../../../shared/model/sheetMark'
import { polygonBox, type Point } from '../../../shared/rules/polygon'
import type { Size } from '../camera/camera'

/** A mark of the shared sheet under its key. */
export type Mark = SheetMark & { id: string }
export type MarkKind = SheetMark['kind']

/** The colours of marks: bright, with a dark line around them, so that they are seen on chalk as on rubber. Cyan is the feet's. */
export const MARK_COLOURS = {
  coral: '#ff5a3c', amber: '#ffc247', green: '#4fd08a', blue: '#6aa8ff', violet: '#c08cff', chalk: '#f6f3ec',
} as const

export const pointsOf = ({ points }: Pick<Mark, 'points'>): Point[] => points.map(([x, y]) => ({ x, y }))

/** The points as they are stored: whole pixels of the full photo. */
export const storedPoints = (points: readonly Point[]): [number, number][] => points.map(({ x, y }) => [Math.round(x), Math.round(y)])

/** Somewhere else, as far as the picture reaches. */
export function movedMark<M extends Pick<Mark, 'points'>>(mark: M, by: Point, picture: Size): M {
  const { left, top, right, bottom } = polygonBox(pointsOf(mark))
  const within = (asked: number, least: number, most: number): number => Math.max(Math.min(0, least), Math.min(Math.max(0, most), asked))
  const dx = within(by.x, -left, picture.width - right)
  const dy = within(by.y, -top, picture.height - bottom)
  return { ...mark, points: storedPoints(pointsOf(mark).map(({ x, y }) => ({ x: x + dx, y: y + dy }))) }
}

const digits = (count: number): string => [...crypto.getRandomValues(new Uint8Array(count))].map(byte => (byte % 36).toString(36)).join('')

/** Later ids stand behind earlier ones. `crypto.randomUUID` is not there where a gym serves its wall without TLS. */
export const newMarkId = (now = Date.now()): string => `${now.toString(36).padStart(9, '0')}-${digits(10)}`
