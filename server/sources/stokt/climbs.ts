import type { ClimbHold } from '../../../shared/model/climbHold'
import { type Instant, parseInstant } from '../../../shared/model/instant'
import { importReason, type ImportReason, type ImportReasonCode } from '../../../shared/model/importReason'
import { fontOf, ircraOf } from '../../../shared/rules/grades'
import { formatHoldsList, parseHoldsList } from '../../../shared/rules/holdsList'
import { normalise } from '../../../shared/rules/text'
import { rejectedRow } from '../rejectedRow'
import type { ImportClimb, ImportSetter, OwnClimb, RejectedRow } from '../wallImport'
import type { StoktExport } from './readExport'
import { firstProblem, RawClimb } from './shapes'

/** Climbs by their id, the setters they name, and the unusable rows. */
export interface MappedClimbs {
  climbs: ImportClimb[]
  setters: ImportSetter[]
  rejected: RejectedRow[]
}
export interface KnownWall {
  faceId: string
  hasHold: (id: number) => boolean
}

/** The reason why a row is rejected: thrown inside, listed outside. */
class Rejection extends Error {
  constructor(readonly why: ImportReason) {
    super(why.code)
  }
}
const fault = (code: ImportReasonCode, field: keyof RawClimb, named: ImportReason['named'] = {}): Rejection =>
  new Rejection(importReason(code, { field, ...named }))

const MAX_CLIMB_HOLDS = 1000
const SETTER_NAME_MAX = 100

function holdsOf(raw: RawClimb, wall: KnownWall): ClimbHold[] {
  const parsed = parseHoldsList(raw.holdsList)
  if (!parsed) throw fault('field_malformed', 'holdsList')
  if (parsed.length === 0) throw fault('field_no_hold', 'holdsList')
  if (parsed.length > MAX_CLIMB_HOLDS) throw fault('field_many_holds', 'holdsList', { max: MAX_CLIMB_HOLDS })
  const strange = parsed.find(hold => !wall.hasHold(hold.hold_id))
  if (strange) throw fault('field_unknown_hold', 'holdsList', { hold: strange.hold_id })
  // A hold that is named twice means the same as once.
  return [...new Map(parsed.map(hold => [`${hold.role}${hold.hold_id}`, hold])).values()]
}

function mirrorOf({ mirrorHoldsList }: RawClimb): string {
  const holds = parseHoldsList(mirrorHoldsList ?? '')
  if (!holds) throw fault('field_malformed', 'mirrorHoldsList')
  return formatHoldsList(holds)
}

/** JSON text; some tools write the list itself. */
function circuitOf({ circuit }: RawClimb): string {
  if (circuit === undefined || circuit === null || circuit === '') return ''
  const text = typeof circuit === 'string' ? circuit : JSON.stringify(circuit)
  try {
    if (text.length > 50_000) throw fault('field_large', 'circuit')
    JSON.parse(text)
    return text
  } catch (error) {
    throw error instanceof Rejection ? error : fault('field_no_json', 'circuit')
  }
}

function createdAt({ dateCreated }: RawClimb): Instant {
  const instant = parseInstant(dateCreated)
  if (instant === null) throw fault('field_no_date', 'dateCreated', { value: dateCreated })
  return instant
}

const tagsOf = ({ tags }: RawClimb): string[] =>
  [...new Set(tags.split(',').map(tag => tag.trim()).filter(tag => tag !== ''))]

/** The crowd's number decides; if the number or the Font grade is missing, the other gives it. */
function gradeOf({ crowdGrade, mastoc }: RawClimb) {
  const { ircra = null, font = '' } = crowdGrade ?? {}
  // mastoc wrote what it knows, and derives nothing from it a second time.
  if (mastoc) return { grade_font: font || null, grade_ircra: ircra }
  return { grade_font: font || (ircra === null ? null : fontOf(ircra)), grade_ircra: ircra ?? ircraOf(font) }
}
const otherGradesOf = ({ crowdGrade }: RawClimb) => ({ grade_hueco: crowdGrade?.hueco || null, grade_dankyu: crowdGrade?.dankyu || null })

/** Null if nobody is named. */
function setterOf({ climbSetters }: RawClimb): ImportSetter | null {
  if (!climbSetters) return null
  const full_name = Array.from(climbSetters.fullName).slice(0, SETTER_NAME_MAX).join('')
  const stokt_id = climbSetters.id ?? null
  const own = climbSetters.mastoc && { own: climbSetters.mastoc }
  if (stokt_id !== null) return { key: stokt_id, stokt_id, full_name, ...own }
  if (own) return { key: own.own.id, stokt_id, full_name, ...own }
  const form = normalise(full_name)
  return form === '' ? null : { key: `name:${form}`, stokt_id, full_name }
}

function toClimb(raw: RawClimb, setter_key: string, wall: KnownWall): ImportClimb {
  if (raw.faceId && raw.faceId !== wall.faceId) throw fault('field_other_face', 'faceId', { face: raw.faceId })
  const { from_stokt = true, ...own } = raw.mastoc ?? {}
  return {
    key: raw.mastoc?.import_key ?? raw.id, stokt_id: from_stokt ? raw.id : null, setter_key,
    ...raw.mastoc && { own: own as OwnClimb }, name: raw.name,
    holds: holdsOf(raw, wall), mirror_holds_list: mirrorOf(raw), feet_rule: raw.feetRule || null, ...gradeOf(raw), ...otherGradesOf(raw),
    description: raw.description || null, is_private: raw.isPrivate, is_benchmark: raw.isBenchmark,
    climbed_by: raw.climbedBy, total_likes: raw.totalLikes, total_comments: raw.totalComments,
    circuit: circuitOf(raw), tags: tagsOf(raw), angle: raw.angle, created_at: createdAt(raw),
  }
}

function rejection({ row, file, index }: StoktExport['climbs'][number], why: ImportReason): RejectedRow {
  const fields: Record<string, unknown> = typeof row === 'object' && row !== null ? { ...row } : {}
  const { id, name } = fields
  return rejectedRow({
    kind: 'climb',
    id: typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 100) : `${file} #${index + 1}`,
    name: typeof name === 'string' ? name.slice(0, 200) : '',
  }, why)
}

/**
 * Climbs and setters of an export. A climb in several files is taken from the last one; a setter who changed names has
 * the one of their newest climb.
 */
export function mapClimbs(rows: StoktExport['climbs'], wall: KnownWall): MappedClimbs {
  const climbs = new Map<string, ImportClimb>()
  const setters = new Map<string, { setter: ImportSetter; at: Instant }>()
  const rejected: RejectedRow[] = []
  for (const entry of rows) {
    const parsed = RawClimb.safeParse(entry.row)
    if (!parsed.success) {
      rejected.push(rejection(entry, firstProblem(parsed.error)))
      continue
    }
    try {
      const setter = setterOf(parsed.data)
      const climb = toClimb(parsed.data, setter?.key ?? '', wall)
      climbs.set(climb.key, climb)
      if (setter && climb.created_at >= (setters.get(setter.key)?.at ?? '')) setters.set(setter.key, { setter, at: climb.created_at })
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      rejected.push(rejection(entry, error.why))
    }
  }
  return { climbs: [...climbs.values()], setters: [...setters.values()].map(known => known.setter), rejected }
}
