import type { Input } from '../../../shared/contract/commands'
import type { FaceRow } from '../../../shared/model/face'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import { requireUnchanged } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { setGrid } from './setGrid'
import { changedFields, given, picked } from './settings'

/** Gives the face as it stays until the transaction ends. @throws Refusal `not_found` */
export async function faceRow(stores: Stores, id: string): Promise<FaceRow> {
  await stores.wallSettings.lockRow('face', id)
  const [face] = await stores.walls.faceRows([id])
  if (!face) throw new Refusal('not_found')
  return face
}

type FaceSettings = Partial<Pick<FaceRow, 'name' | 'position' | 'is_archived' | 'feet_rules_options' | 'grid'>>
type Renamed = NonNullable<Input<'faces.update'>['rename_feet_rule']>
/** The state that undoing a change of a face needs. */
export interface FaceChange {
  before: FaceSettings
  after: FaceSettings
  /** The rule that was renamed, and the climbs that had it. */
  renamed: Renamed & { climbs: string[] } | null
}

const badRules = (message: string) => new Refusal('invalid', {}, { issues: [{ path: 'feet_rules_options', message }] })

/** [GYM-4] A renamed rule keeps its place. @throws Refusal `invalid` if there is no such rule, or if the new name is another's */
function rulesAfter(rules: readonly string[], rename: Renamed | undefined, list: readonly string[] | undefined): string[] {
  if (rename && !rules.includes(rename.from)) throw badRules('unknown_feet_rule')
  if (rename && rename.from !== rename.to && rules.includes(rename.to)) throw badRules('feet_rule_twice')
  const after = list ?? rules.map(rule => (rule === rename?.from ? rename.to : rule))
  if (new Set(after).size < after.length) throw badRules('feet_rule_twice')
  if (rename && !after.includes(rename.to)) throw badRules('unknown_feet_rule')
  return [...after]
}

/** [GYM-4] Gives climbs the new name of their rule. @returns the ids of those that had the old one */
export async function renameOnClimbs(
  { stores, touch, now }: Pick<WriteContext, 'stores' | 'touch' | 'now'>,
  ids: readonly string[],
  rename: Renamed,
): Promise<string[]> {
  const changed = await stores.feetRules.rename(ids, rename, now)
  changed.forEach(touch.climbAnywhere)
  return changed
}

/** Writes the settings of a face; a new grid labels its holds. */
export async function putFace(context: WriteContext, face: FaceRow, { grid, ...values }: FaceSettings): Promise<number> {
  const { stores, touch, now } = context
  const labels = grid === undefined ? 0 : await setGrid(context, face.id, grid)
  await stores.wallSettings.updateFace(face.id, { ...values, updated_at: instantAfter(face.updated_at, now) })
  touch.face(face.id)
  return labels
}

/** The action in the log for a change. A change of the grid alone has its own sentence. */
async function tell({ actor, stores, now }: WriteContext, face: FaceRow, change: FaceChange, labels: number): Promise<string> {
  const { before, after, renamed } = change
  const fields = Object.keys(after)
  const target = { kind: 'face', id: face.id }
  if (fields.length === 1 && after.grid !== undefined) {
    const detail = { columns: after.grid?.columns.length ?? 0, rows: after.grid?.rows.length ?? 0, holds: labels }
    return stores.audit.append({ actor, action: 'face.grid', target, detail, state: change }, now)
  }
  const names: Record<string, string> = before.name === undefined ? {} : { before: before.name, after: after.name ?? '' }
  const detail = {
    fields,
    ...(after.is_archived === undefined ? {} : { is_archived: after.is_archived }),
    ...(renamed ? { renamed_rule: [renamed.from, renamed.to], renamed_climbs: renamed.climbs.length } : {}),
  }
  return stores.audit.append({ actor, action: 'face.update', target, detail, names, state: change }, now)
}

/** [GYM-2] Changes a wall's name, place in lists, feet rules and grid, and archives it. */
export const updateFace: UseCase<'faces.update'> = {
  async writes(context, { id, rename_feet_rule: rename, feet_rules_options: list, ...input }) {
    const { stores, request } = context
    const face = await faceRow(stores, id)
    requireUnchanged(face, request.ifMatch)
    const rules = rename || list ? { feet_rules_options: rulesAfter(face.feet_rules_options, rename, list) } : {}
    const wanted: FaceSettings = { ...given(input), ...rules }
    const fields = changedFields<FaceSettings>(face, wanted)
    if (fields.length === 0) return { ...face, audit_id: null }
    const climbs = rename ? await renameOnClimbs(context, await stores.feetRules.climbsWith(id, rename.from), rename) : []
    const change: FaceChange = {
      before: picked<FaceSettings, keyof FaceSettings>(face, fields),
      after: picked(wanted, fields),
      renamed: rename ? { ...rename, climbs } : null,
    }
    const labels = await putFace(context, face, change.after)
    const audit_id = await tell(context, face, change, labels)
    return { ...await faceRow(stores, id), audit_id }
  },
}
