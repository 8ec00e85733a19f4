import { isAdmin, userIdOf } from '../../../shared/access/actor'
import { ownsClimb } from '../../../shared/access/climbs'
import type { Climb } from '../../../shared/model/climb'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import type { Input } from '../../../shared/contract/commands'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { changedGrade, checkedFeetRule, checkedHolds } from './checkedClimb'
import { remarksIn, writeRemarks } from './remarks'
import { changesInWords, type Corrected } from './moderation/climbChanges'
import type { CorrectedState } from './moderation/correctClimbs'
import { climbFor, requireUnchanged, viewerOf } from './viewer'

const OWN_FIELDS = ['personal_notes', 'personal_rating', 'is_project']

/** The columns that the request changes, checked as at creation. */
async function changesOf({ stores }: WriteContext, climb: Climb, input: Input<'climbs.update'>) {
  const { name, feet_rule, description, is_private, is_benchmark, holds_list } = input
  const face = feet_rule === undefined ? null : await stores.walls.face({ id: climb.face_id })
  const values = {
    ...(name === undefined ? {} : { name }),
    ...changedGrade(climb, input),
    // A rule that came with an import may be missing from the face's list; keeping it is no change.
    ...(feet_rule === undefined || feet_rule === climb.feet_rule
      ? {}
      : { feet_rule: checkedFeetRule(feet_rule, face?.feet_rules_options ?? []) }),
    ...(description === undefined ? {} : { description: description || null }),
    ...(is_private === undefined ? {} : { is_private }),
    ...(is_benchmark === undefined ? {} : { is_benchmark }),
  }
  const holds =
    holds_list === undefined || holds_list === climb.holds_list ? undefined : await checkedHolds(stores, climb.face_id, holds_list)
  return { values, holds }
}

/** [MOD-4] An admin's change of somebody else's climb, or of what is a benchmark, stands in the log with what was before. */
async function tellCorrection({ actor, stores, now }: WriteContext, climb: Climb, values: Corrected, reason: string): Promise<void> {
  const changed = Object.entries(values).filter(([field, value]) => climb[field as keyof Corrected] !== value)
  const after = Object.fromEntries(changed) as Corrected
  if (Object.keys(after).length === 0 || (ownsClimb(actor, climb) && after.is_benchmark === undefined)) return
  const before = Object.fromEntries(Object.keys(after).map(field => [field, climb[field as keyof Corrected]])) as Corrected
  const fields = Object.keys(after).filter(field => field === 'holds_list' || field === 'is_private')
  const state: CorrectedState = { after, before: [{ ids: [climb.id], values: before }] }
  await stores.audit.append(
    {
      actor, action: 'climb.edit', target: { kind: 'climb', id: climb.id }, state,
      detail: { changes: changesInWords(before, after), ...(fields.length > 0 ? { fields } : {}), ...(reason === '' ? {} : { reason }) },
    },
    now,
  )
}

/** [CLIMB-4] Its owner or an admin changes a climb; every reader may change their own remarks on it. */
export const updateClimb: UseCase<'climbs.update'> = {
  async writes(context, input) {
    const { actor, stores, touch, now, request } = context
    const onlyOwn = Object.keys(input).every(field => field === 'id' || OWN_FIELDS.includes(field))
    const climb = await climbFor(context, { id: input.id }, onlyOwn ? 'read' : 'edit')
    requireUnchanged(climb, request.ifMatch)
    await writeRemarks(context, climb.id, remarksIn(input))
    // [MOD-4] Admins alone say what is a benchmark.
    if (input.is_benchmark !== undefined && input.is_benchmark !== climb.is_benchmark && !isAdmin(actor)) throw new Refusal('forbidden')
    // Only its owners see a private climb: without an owner everybody would lose it.
    if (input.is_private && climb.created_by_id === null && climb.setter_id === null) throw new Refusal('forbidden')
    const { values, holds } = await changesOf(context, climb, input)
    if (Object.keys(values).length > 0 || holds) {
      await stores.climbs.update(
        climb.id,
        { ...values, updated_at: instantAfter(climb.updated_at, now), updated_by_id: userIdOf(actor) },
        holds,
      )
      touch.climb(climb.id)
      touch.publication(climb.id)
      await tellCorrection(context, climb, { ...values, ...(holds ? { holds_list: formatHoldsList(holds) } : {}) }, input.reason ?? '')
    }
    const updated = await stores.climbs.get({ id: climb.id }, viewerOf(actor))
    if (!updated) throw new Refusal('not_found')
    return updated
  },
}
