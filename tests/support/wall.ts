import sharp from 'sharp'
import { guest } from '../../shared/access/actor'
import { instant } from '../../shared/model/instant'
import type { ClimbHold } from '../../shared/model/climbHold'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { dilatePolygon, enlargePolygon, formatPolygon, polygonArea, polygonPath, type Point } from '../../shared/rules/polygon'
import { tapeLength, tapeLines } from '../../shared/rules/tape'
import type { Services } from '../../server/services/services'
import type { ImportClimb, ImportHold, ImportSetter, WallImport } from '../../server/sources/wallImport'
import { importWall } from '../../server/usecases/imports/importWall'

export const PICTURE = { name: 'walls/small wall.png', width: 800, height: 600 }

const square = (x: number, y: number): Point[] => [
  { x: x - 20, y: y - 20 },
  { x: x + 20, y: y - 20 },
  { x: x + 20, y: y + 20 },
  { x: x - 20, y: y + 20 },
]

/** Holds 101 to 110 came from Stokt, the last two are mastoc's own. */
export const HOLD_IDS = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, FIRST_OWN_HOLD_ID, FIRST_OWN_HOLD_ID + 1] as const

function hold(id: number, place: number): ImportHold {
  const [x, y] = [100 + (place % 4) * 200, 500 - Math.floor(place / 4) * 200]
  const polygon = square(x, y)
  return {
    id, stokt_id: id < FIRST_OWN_HOLD_ID ? id : null,
    polygon_str: formatPolygon(polygon), path_str: polygonPath(polygon), area: polygonArea(polygon),
    centroid_x: x, centroid_y: y, centroid_str: `${x} ${y}`,
    touch_polygon_str: formatPolygon(enlargePolygon(polygon, 12)), top_polygon_str: formatPolygon(dilatePolygon(polygon, 1.35)),
    ...tapeLines(polygon, tapeLength(PICTURE.width)),
  }
}

const setters: ImportSetter[] = [
  { key: 'setter-a', stokt_id: 'stokt-setter-a', full_name: 'Éléphant Agile' },
  { key: 'setter-b', stokt_id: null, full_name: 'Loutre_Volante' },
]

const holdsOf = (text: string): ClimbHold[] => parseHoldsList(text) ?? []

const climb = (day: number, values: Pick<ImportClimb, 'key' | 'name' | 'holds'> & Partial<ImportClimb>): ImportClimb => ({
  stokt_id: `stokt-${values.key}`,
  setter_key: 'setter-a',
  mirror_holds_list: '',
  feet_rule: 'All holds',
  grade_font: null,
  grade_ircra: null,
  grade_hueco: null,
  grade_dankyu: null,
  description: null,
  is_private: false,
  is_benchmark: false,
  climbed_by: 0,
  total_likes: 0,
  total_comments: 0,
  circuit: '',
  tags: [],
  angle: '',
  created_at: instant(`2024-05-0${day}T10:00:00.000000Z`),
  ...values,
})

/** Five public climbs, one of them ungraded, one between two grades, one not from Stokt; names with accents and wildcards. */
export const smallWall: WallImport = {
  gym: { stokt_id: 'stokt-gym', name: 'Petite salle', location: 'Ici', is_demo: false },
  face: {
    stokt_id: 'stokt-face', name: 'Petit pan', feet_rules_options: ['All holds', 'Feet follow hands'], has_symmetry: false, is_active: true,
    picture: PICTURE, small_picture: null,
  },
  picture_file: null,
  holds: HOLD_IDS.map(hold),
  setters,
  climbs: [
    climb(1, { key: 'eclair', name: 'Éclair au café', holds: holdsOf('S101 O105 T109'), grade_font: '6A', grade_ircra: 15.5 }),
    climb(2, { key: 'crowd', name: 'Cent % adhérence', holds: holdsOf('S101 S102 O105 F103 T110'), grade_font: '6A', grade_ircra: 16.25, feet_rule: 'Not in the list' }),
    climb(3, { key: 'under', name: 'sous_ligne', holds: holdsOf('S102 O106 T110'), grade_font: '6A+', grade_ircra: 16.5 }),
    climb(4, { key: 'project', name: '?', holds: holdsOf('S101 T101'), grade_font: '?', grade_ircra: 0 }),
    climb(5, { key: 'own', name: 'Sous Éclairage', stokt_id: null, setter_key: 'setter-b', holds: holdsOf(`S103 O107 T${FIRST_OWN_HOLD_ID}`), grade_font: '7A', grade_ircra: 20.5 }),
  ],
  rejected: [],
}

/** The same with the letters and numbers that its holds hang under: 101 is C1, 110 is A2. */
export const griddedWall: WallImport = {
  ...smallWall,
  face: {
    ...smallWall.face,
    grid: {
      corners: [
        [0, 0],
        [PICTURE.width, 0],
        [PICTURE.width, PICTURE.height],
        [0, PICTURE.height],
      ],
      columns: ['1', '2', '3', '4'],
      rows: ['A', 'B', 'C'],
    },
  },
}

/** The photo that `smallWall` names, drawn in one colour. */
export const smallPicture = (): Promise<Buffer> =>
  sharp({ create: { width: PICTURE.width, height: PICTURE.height, channels: 3, background: '#c98' } }).png().toBuffer()

/** Writes a wall as an importer would. @returns the ids it got */
export async function importTestWall(
  { transactions, stores }: Services,
  wall: WallImport = smallWall,
): Promise<{ gymId: string; faceId: string }> {
  await transactions(guest, context => importWall(context, wall, { keepDemo: true }))
  const face = (await stores.walls.faces({})).find(({ name }) => name === wall.face.name)
  if (!face) throw new Error('the wall was not written')
  return { gymId: face.gym_id, faceId: face.id }
}

/** Empty faces of these names in one gym. @returns the id of each */
export async function importFaces<N extends string>(services: Services, names: readonly N[]): Promise<Record<N, string>> {
  const ids: Partial<Record<N, string>> = {}
  for (const name of names) {
    const face = { ...smallWall.face, stokt_id: `stokt-face-${name}`, name }
    ids[name] = (await importTestWall(services, { ...smallWall, face, holds: [], climbs: [] })).faceId
  }
  return ids as Record<N, string>
}
