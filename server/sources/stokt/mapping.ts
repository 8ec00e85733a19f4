import { importReason } from '../../../shared/model/importReason'
import type { ImportFace, ImportGym, ImportPicture, WallImport } from '../wallImport'
import { mapClimbs } from './climbs'
import { mapHolds } from './holds'
import type { StoktExport } from './readExport'
import type { OwnFace, OwnGym } from './shapes'
import { UnusableFile } from './unusableExport'

/** The part of gym.json about this face. */
function placeOf({ gym, setup }: StoktExport) {
  const wall = gym?.walls?.find(wall => wall.faces?.some(face => face.id === setup.id))
  return { wall, face: wall?.faces?.find(face => face.id === setup.id) }
}

/** `stokt_id` is missing where Stokt's own stays. */
const ownGym = ({ id, from_stokt, is_demo }: OwnGym) => ({ own_id: id, is_demo, ...from_stokt ? {} : { stokt_id: null } })
const ownFace = ({ id, from_stokt, position, is_archived, grid }: OwnFace) =>
  ({ own: { id, position, is_archived }, ...grid && { grid }, ...from_stokt ? {} : { stokt_id: null } })

function gymOf({ gym, setup }: StoktExport): ImportGym {
  const name = gym?.gym_summary.displayName || setup.gym
  if (!name) throw new UnusableFile('gym_unnamed')
  const known = { stokt_id: gym?.gym_summary.id ?? null, name, location: gym?.gym_summary.locationString ?? '', is_demo: false }
  return gym?.mastoc ? { ...known, ...ownGym(gym.mastoc) } : known
}

function pictureOf({ setup, photo }: StoktExport): ImportPicture {
  if (setup.picture) return setup.picture
  if (photo) return { name: `stokt/${setup.id}/${photo.file}`, width: photo.width, height: photo.height }
  throw new UnusableFile('picture_sizeless')
}

function feetRulesOf(source: StoktExport): string[] {
  const { wall } = placeOf(source)
  const ofWall = source.gym?.gym_summary.walls?.find(one => one.id && one.id === wall?.id)?.feetRules?.map(rule => rule.name)
  const rules = source.setup.feetRulesOptions ?? ofWall ?? []
  return [...new Set(rules.filter(rule => rule !== ''))]
}

function faceOf(source: StoktExport): ImportFace {
  const { wall, face } = placeOf(source)
  const { mastoc } = source.setup
  return {
    stokt_id: source.setup.id,
    name: source.setup.wall || wall?.name || gymOf(source).name,
    feet_rules_options: feetRulesOf(source),
    has_symmetry: source.setup.hasSymmetry,
    is_active: face?.isActive ?? true,
    picture: pictureOf(source),
    small_picture: face?.smallPicture ?? null,
    ...mastoc && ownFace(mastoc),
  }
}

/**
 * An export in the importer's form: everything usable, and each other row with its reason.
 * @throws UnusableFile if no wall can be made of it
 */
export function wallOf(source: StoktExport): WallImport {
  const { holds, rejected } = mapHolds(source.setup.holds, source.setup.mastoc !== undefined)
  if (holds.size === 0) throw new UnusableFile('holds_none', { reason: rejected[0]?.why ?? importReason('form') })
  const mapped = mapClimbs(source.climbs, { faceId: source.setup.id, hasHold: id => holds.has(id) })
  return {
    gym: gymOf(source),
    face: faceOf(source),
    picture_file: source.photo && { bytes: source.photo.bytes, mime: source.photo.mime },
    holds: [...holds.values()],
    setters: mapped.setters,
    climbs: mapped.climbs,
    rejected: [...rejected, ...mapped.rejected],
  }
}
