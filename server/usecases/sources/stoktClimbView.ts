import { NO_REMARKS, type Climb } from '../../../shared/model/climb'
import type { Instant } from '../../../shared/model/instant'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import type { Stores } from '../../db/stores/stores'
import { mapClimbs } from '../../sources/stokt/climbs'
import type { ImportClimb } from '../../sources/wallImport'
import { faceIdOf } from '../../stokt/mapPage'

export interface StoktFace {
  id: string
  stokt_id: string
}
interface Setter {
  id: string | null
  name: string
}

/** The climb as ours are, under the id that Stokt gave it. Who set it is known by name, and by id if they are somebody here. */
function viewOf(climb: ImportClimb, face: StoktFace, setter: Setter | undefined, at: Instant): Climb {
  const { key, holds, name, feet_rule, grade_font, grade_ircra, description, is_private, is_benchmark, created_at } = climb
  const { climbed_by, total_likes, total_comments, tags, circuit } = climb
  return {
    id: key, stokt_id: key, face_id: face.id, setter_id: setter?.id ?? null, setter_name: setter?.name ?? null, name,
    holds_list: formatHoldsList(holds), grade_font, grade_ircra, feet_rule, description, is_private, is_benchmark,
    climbed_by, total_likes, total_comments, source: 'stokt',
    shown_grade_font: grade_font, shown_grade_ircra: grade_ircra, grade_opinions: 0, tags, circuit, ...NO_REMARKS,
    created_by_id: null, created_at, updated_at: created_at, synced_at: at,
  }
}

/** The rows of Stokt that are climbs of this face; a row that names no face is taken for one of the only face. */
export async function climbsOn(
  stores: Pick<Stores, 'walls' | 'imports' | 'stokt'>, face: StoktFace,
  { rows, at, gym }: { rows: readonly unknown[]; at: Instant; gym: string },
): Promise<{ climbs: Climb[]; leftOut: number }> {
  const faces = await stores.stokt.faces(gym)
  const own = rows.filter(row => (faceIdOf(row) ?? (faces.length === 1 ? face.stokt_id : null)) === face.stokt_id)
  const known = new Set((await stores.walls.holds(face.id)).map(({ id }) => id))
  const { climbs, setters, rejected } = mapClimbs(
    own.map((row, index) => ({ row, file: 'the page', index })), { faceId: face.stokt_id, hasHold: id => known.has(id) },
  )
  const here = await stores.imports.setters(setters.flatMap(({ stokt_id }) => stokt_id ?? []), [])
  const ids = new Map(here.map(({ stokt_id, id }) => [stokt_id, id]))
  const byKey = new Map(setters.map(({ key, stokt_id, full_name }) => [key, { id: ids.get(stokt_id) ?? null, name: full_name }]))
  return { climbs: climbs.map(climb => viewOf(climb, face, byKey.get(climb.setter_key), at)), leftOut: rejected.length }
}
