import { FabricText, Path, Rect, type FabricObject } from 'fabric'
import type { Point } from '../../../shared/rules/polygon'
import type { Peer } from '../canvas/scene'

/**
 * Somebody else's pointer with their name: their colour is dark, so its edge is white. Made once, as measuring text and
 * reading paths cost more than drawing.
 */
export interface PointerSign {
  isOf(peer: Peer): boolean
  at(point: Point): readonly FabricObject[]
}

const corner = { originX: 'left', originY: 'top', objectCaching: false } as const
const ARROW = 'M0 0 L0 15 L4.2 11.4 L7 17.6 L10 16.2 L7.2 10.2 L12.6 9.8 Z'

const LONGEST = 24
/** A long name would lie across the wall. */
const shortName = (name: string): string => {
  const letters = [...name]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : name
}

export function createPointerSign({ name, colour }: Peer): PointerSign {
  const arrow = new Path(ARROW, { ...corner, fill: colour, stroke: '#fff', strokeWidth: 1.5, strokeLineJoin: 'round' })
  const text = new FabricText(shortName(name), {
    ...corner, fontFamily: 'Inter Variable, system-ui, sans-serif', fontSize: 12, fontWeight: 600, fill: '#fff',
  })
  const label = new Rect({
    ...corner, width: text.width + 14, height: 20, rx: 10, ry: 10, fill: colour, stroke: '#fff', strokeWidth: 1,
  })

  return {
    isOf: peer => peer.name === name && peer.colour === colour,
    at({ x, y }) {
      arrow.set({ left: x, top: y })
      label.set({ left: x + 14, top: y + 16 })
      text.set({ left: x + 21, top: y + 19 })
      return [arrow, label, text]
    },
  }
}
