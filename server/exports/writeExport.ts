import type { StoredWall } from '../db/stores/walls/exports'

export interface ExportFile {
  name: string
  bytes: Buffer
  /** Photos are compressed already. */
  isPacked: boolean
}

type Climb = StoredWall['climbs'][number]
type Hold = StoredWall['holds'][number]
type Setter = StoredWall['setters'][number]

const EXTENSIONS: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png' }

const jsonFile = (name: string, value: unknown): ExportFile => ({ name, bytes: Buffer.from(JSON.stringify(value)), isPacked: false })

/** A row that came from Stokt has Stokt's id in the files, another one its own. */
const idOf = ({ id, stokt_id }: { id: string; stokt_id: string | null }): string => stokt_id ?? id

function gymJson({ gym, face, climbs }: StoredWall) {
  const id = idOf(face)
  return {
    gym_summary: {
      id: idOf(gym), displayName: gym.name, locationString: gym.location, numberOfClimbs: climbs.length,
      walls: [{ id, name: face.name, feetRules: face.feet_rules_options.map((name, at) => ({ name, isDefault: at === 0 })) }],
    },
    walls: [{
      id, name: face.name,
      faces: [{ id, isActive: face.is_active, smallPicture: face.small_picture, totalClimbs: climbs.length }],
    }],
    mastoc: { id: gym.id, from_stokt: gym.stokt_id !== null, is_demo: gym.is_demo },
  }
}

const holdJson = (hold: Hold) => ({
  id: hold.id, area: hold.area, polygonStr: hold.polygon_str, touchPolygonStr: hold.touch_polygon_str, pathStr: hold.path_str,
  centroidStr: hold.centroid_str, topPolygonStr: hold.top_polygon_str, centerTapeStr: hold.center_tape_str,
  leftTapeStr: hold.left_tape_str, rightTapeStr: hold.right_tape_str,
  ...hold.removed_at !== null && { mastoc: { removed_at: hold.removed_at, removed_reason: hold.removed_reason } },
})

const setupJson = ({ gym, face, holds }: StoredWall) => ({
  id: idOf(face), gym: gym.name, wall: face.name,
  picture: { name: face.picture_path, width: face.picture_width, height: face.picture_height },
  feetRulesOptions: face.feet_rules_options, hasSymmetry: face.has_symmetry,
  holds: holds.map(holdJson),
  mastoc: { id: face.id, from_stokt: face.stokt_id !== null, position: face.position, is_archived: face.is_archived, grid: face.grid },
})

/** A person's own username stays out: it belongs to their account. */
const setterJson = ({ id, stokt_id, full_name, username, email, password_hash }: Setter) => ({
  id: stokt_id, fullName: full_name, avatar: null,
  mastoc: { id, username: email === null && password_hash === null ? username : null },
})

function climbJson(climb: Climb, faceId: string, setter: Setter | undefined) {
  return {
    id: idOf(climb), name: climb.name, holdsList: climb.holds_list, mirrorHoldsList: climb.mirror_holds_list,
    feetRule: climb.feet_rule ?? '',
    dateCreated: climb.created_at, description: climb.description ?? '', isPrivate: climb.is_private, isBenchmark: climb.is_benchmark,
    crowdGrade: { ircra: climb.grade_ircra, font: climb.grade_font, hueco: climb.grade_hueco, dankyu: climb.grade_dankyu },
    faceId, climbSetters: setter ? setterJson(setter) : null,
    climbedBy: climb.climbed_by, totalLikes: climb.total_likes, totalComments: climb.total_comments,
    circuit: climb.circuit, tags: climb.tags.join(','), angle: climb.angle,
    mastoc: {
      id: climb.id, from_stokt: climb.stokt_id !== null, import_key: climb.import_key, updated_at: climb.updated_at,
      by_account: climb.created_by_id !== null,
    },
  }
}

/**
 * [EXPORT-1] The files of a wall in the form of a Stokt export. What that form does not know stands beside it under
 * `mastoc`, so that another mastoc gets the very same rows.
 */
export function exportFiles(wall: StoredWall): ExportFile[] {
  const { face, climbs, setters, picture } = wall
  const byId = new Map(setters.map(setter => [setter.id, setter]))
  return [
    jsonFile('gym.json', gymJson(wall)),
    jsonFile('setup.json', setupJson(wall)),
    jsonFile('climbs.json', { count: climbs.length, climbs: climbs.map(climb => climbJson(climb, idOf(face), byId.get(climb.setter_id ?? ''))) }),
    ...picture ? [{ name: `photo.${EXTENSIONS[picture.mime] ?? 'bin'}`, bytes: picture.bytes, isPacked: true }] : [],
  ]
}
