import type { ClimbHold } from '../shared/model/climbHold'
import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { instantOf } from '../shared/model/instant'
import { FONT_GRADES } from '../shared/rules/grades'
import type { ImportClimb, ImportHold, WallImport } from '../server/sources/wallImport'

const START = Date.UTC(2024, 0, 1)

/** Each wall has its own numbers. */
const HOLDS = 776

function holdAt(place: number, wall: number): ImportHold {
  const [x, y] = [60 + (place % 28) * 75, 80 + Math.floor(place / 28) * 100]
  const polygon_str = [[-20, -14], [0, -22], [22, -10], [24, 12], [4, 20], [-18, 14]].map(([dx = 0, dy = 0]) => `${x + dx}.00,${y + dy}.00`).join(' ')
  return {
    id: FIRST_OWN_HOLD_ID + wall * HOLDS + place, stokt_id: null, polygon_str, centroid_x: x, centroid_y: y, centroid_str: `${x}.00 ${y}.00`,
    path_str: `M${polygon_str.replaceAll(' ', 'L')}z`, area: 1400, touch_polygon_str: polygon_str, top_polygon_str: polygon_str,
    center_tape_str: `${x} ${y + 20} ${x} ${y + 120}`, left_tape_str: `${x} ${y + 20} ${x - 60} ${y + 100}`, right_tape_str: `${x} ${y + 20} ${x + 60} ${y + 100}`,
  }
}

function climbAt(place: number, holds: readonly ImportHold[]): ImportClimb {
  const pick = (step: number): number => holds[(place * 7 + step * 13) % holds.length]?.id ?? FIRST_OWN_HOLD_ID
  const line: ClimbHold[] = [{ hold_id: pick(0), role: 'S' }, ...[1, 2, 3, 4, 5].map(step => ({ hold_id: pick(step), role: 'O' as const })), { hold_id: pick(6), role: 'T' }]
  const grade = FONT_GRADES[2 + (place * 5) % 13]
  return {
    key: `bench-${holds[0]?.id}-${place}`, stokt_id: null, setter_key: `setter-${place % 20}`, name: `Bloc ${place}`, holds: line, mirror_holds_list: '',
    feet_rule: 'Tous pieds', grade_font: grade?.font ?? null, grade_ircra: grade?.ircra ?? null, grade_hueco: null, grade_dankyu: null,
    description: null, is_private: false,
    is_benchmark: false, climbed_by: place % 9, total_likes: place % 4, total_comments: 0, circuit: '', tags: [], angle: '', created_at: instantOf(START + place * 60_000),
  }
}

export const wallName = (wall: number): string => (wall === 0 ? 'Bench' : `Bench ${wall}`)

/** A wall of a real one's size: 776 holds, as many climbs as asked. `wall` is its number, where there are several. */
export function benchWall(climbs: number, wall = 0): WallImport {
  const holds = Array.from({ length: HOLDS }, (_, place) => holdAt(place, wall))
  const name = wallName(wall)
  return {
    gym: { stokt_id: null, name, location: '', is_demo: false },
    face: {
      stokt_id: null, name, feet_rules_options: ['Tous pieds'], has_symmetry: false, is_active: true,
      picture: { name: 'bench/wall.jpg', width: 2263, height: 3000 }, small_picture: null,
    },
    picture_file: null,
    holds,
    setters: Array.from({ length: 20 }, (_, place) => ({ key: `setter-${place}`, stokt_id: null, full_name: `Setter ${place}` })),
    climbs: Array.from({ length: climbs }, (_, place) => climbAt(place, holds)),
    rejected: [],
  }
}
