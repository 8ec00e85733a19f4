import type { Hold } from '../../shared/model/hold'

/** A square hold for tests. */
export function holdFixture(id: number, x: number, y: number, side: number, tapes: Partial<Hold> = {}): Hold {
  const half = side / 2
  const corners = [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]]
  return {
    id, stokt_id: null, polygon_str: corners.map(corner => corner.join(',')).join(' '),
    centroid_x: x, centroid_y: y, path_str: '', area: side * side, touch_polygon_str: '', centroid_str: `${x} ${y}`,
    top_polygon_str: '', center_tape_str: '', right_tape_str: '', left_tape_str: '', label: String(id), colour: null, removed_at: null,
    ...tapes,
  }
}
