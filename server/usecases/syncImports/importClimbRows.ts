import type { ClimbRowIn } from '../../../shared/contract/syncImports'
import type { ClimbHold } from '../../../shared/model/climbHold'
import { ircraOf } from '../../../shared/rules/grades'
import { parseHoldsList } from '../../../shared/rules/holdsList'
import { Refusal } from '../../../shared/result'
import type { StoredImportClimb } from '../../db/stores/imports/importedRows'
import type { ImportClimb, ImportSetter } from '../../sources/wallImport'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { importClimbs as importClimbsOf } from '../imports/importClimbs'
import { emptyReport } from '../imports/importReport'
import { byFace } from './byFace'
import { lastOfEach, noteRows, rowsAnswer, rowsReport, statusOf, type RowsReport } from './rowsReport'

const MAX_CLIMB_HOLDS = 1000

/** The holds of a climb, each once in a role; a refusal if they cannot be read. */
function holdsIn(text: string): ClimbHold[] | Refusal {
  const holds = parseHoldsList(text)
  if (!holds || holds.length === 0 || holds.length > MAX_CLIMB_HOLDS)
    return new Refusal('invalid', {}, { issues: [{ path: 'holds_list', message: 'holds_format' }] })
  return [...new Map(holds.map(hold => [`${hold.role}${hold.hold_id}`, hold])).values()]
}

const unknownHold = (hold: number) =>
  new Refusal('unknown_hold', {}, { issues: [{ path: 'holds_list', message: 'unknown_hold', params: { hold } }] })

function gradeOf({ grade_font, grade_ircra }: ClimbRowIn) {
  const written = grade_font?.trim() || null
  const known = written === null ? null : ircraOf(written)
  return { grade_font: known === null ? written : written?.toUpperCase() ?? null, grade_ircra: grade_ircra ?? known }
}

/** The fields of a climb that these routes do not know. */
const UNKNOWN = {
  mirror_holds_list: '', grade_hueco: null, grade_dankyu: null, is_benchmark: false, total_comments: 0, circuit: '', tags: [] as string[],
  angle: '',
}

/** Fields that these routes do not know stay as they are. */
function keptOf(was: StoredImportClimb | undefined): Pick<ImportClimb, keyof typeof UNKNOWN> {
  if (!was) return UNKNOWN
  const { mirror_holds_list, grade_hueco, grade_dankyu, is_benchmark, total_comments, circuit, tags, angle } = was
  return { mirror_holds_list, grade_hueco, grade_dankyu, is_benchmark, total_comments, circuit, tags, angle }
}

interface Read {
  row: ClimbRowIn
  holds: ClimbHold[]
  was: StoredImportClimb | undefined
  now: WriteContext['now']
}

function climbOf({ row, holds, was, now }: Read): ImportClimb {
  const { stokt_id, name, is_private, climbed_by, total_likes } = row
  return {
    ...keptOf(was), ...gradeOf(row), key: stokt_id, stokt_id, setter_key: row.setter_stokt_id ?? '', name, holds,
    feet_rule: row.feet_rule || null, description: row.description || null, is_private, climbed_by, total_likes,
    created_at: row.date_created ?? was?.created_at ?? now,
  }
}

/** The setters that the rows name and that are known, as they are: these routes make none. */
async function settersOf({ stores }: WriteContext, rows: readonly ClimbRowIn[]): Promise<ImportSetter[]> {
  const stoktIds = [...new Set(rows.flatMap(({ setter_stokt_id }) => setter_stokt_id ?? []))]
  const aliases = await stores.claims.aliases(stoktIds.map(id => `stokt:${id}`))
  const known = new Map((await stores.imports.setters(stoktIds, [])).map(user => [user.stokt_id, user.full_name]))
  return stoktIds.flatMap((stokt_id) => {
    const isKnown = known.has(stokt_id) || aliases.has(`stokt:${stokt_id}`)
    return isKnown ? [{ key: stokt_id, stokt_id, full_name: known.get(stokt_id) ?? '' }] : []
  })
}

async function putRows(context: WriteContext, rows: readonly ClimbRowIn[], report: RowsReport): Promise<void> {
  const { stores, now } = context
  const stored = new Map((await stores.imports.climbs(rows.map(({ stokt_id }) => stokt_id), [])).map(climb => [climb.stokt_id, climb]))
  for (const { face, rows: own } of await byFace(context, rows, report)) {
    const read = own.map(row => ({ row, holds: holdsIn(row.holds_list) }))
    const named = read.flatMap(({ holds }) => (holds instanceof Refusal ? [] : holds.map(hold => hold.hold_id)))
    const onFace = await stores.walls.holdsOnFace(face.id, [...new Set(named)])
    const climbs = read.flatMap(({ row, holds }) => {
      const strange = holds instanceof Refusal ? undefined : holds.find(hold => !onFace.has(hold.hold_id))
      if (!(holds instanceof Refusal) && !strange) return [climbOf({ row, holds, was: stored.get(row.stokt_id), now })]
      report.faults.push(holds instanceof Refusal ? holds : unknownHold(strange?.hold_id ?? 0))
      return []
    })
    const imported = emptyReport()
    await importClimbsOf(context, { setters: await settersOf(context, own), climbs }, { faceId: face.id, actor: context.actor }, imported)
    for (const part of ['created', 'updated', 'unchanged'] as const) report.counts[part] += imported.tallies.climbs[part]
  }
}

export const importClimb: UseCase<'sync.importClimb'> = {
  async writes(context, row) {
    const report = rowsReport()
    await putRows(context, [row], report)
    const status = statusOf(report)
    const [climb] = await context.stores.imports.climbs([row.stokt_id], [])
    // It was deleted here for good, and does not come back.
    if (!climb) throw new Refusal('not_found')
    await noteRows(context, 'climbs', report)
    return { id: climb.id, status }
  },
}

export const importClimbs: UseCase<'sync.importClimbs'> = {
  async writes(context, { climbs }) {
    const report = rowsReport()
    await putRows(context, lastOfEach(climbs), report)
    await noteRows(context, 'climbs', report)
    return rowsAnswer(report, climbs.length)
  },
}
