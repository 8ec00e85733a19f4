import { instantAfter, NEVER, type Instant } from '../../../shared/model/instant'
import type { Away } from '../../../shared/rules/bin'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { ByIds, ModerationContext, Removable, RemovableKind } from './removableKinds'

/** An act that gave all of its things one moment. Things that still have this moment are as the act left them. */
export interface TakenState {
  ids: string[]
  at: string
}
/** The state of the things before they were shown again. */
export interface ShownState {
  things: (Away & { id: string })[]
}

const NOT_HIDDEN = { hidden_at: null, hidden_by_id: null, hidden_reason: null }
const NOT_DELETED = { deleted_at: null, deleted_by_id: null, deleted_reason: null }
export const SHOWN: Away = { ...NOT_HIDDEN, ...NOT_DELETED }
const awayOf = ({ hidden_at, hidden_by_id, hidden_reason, deleted_at, deleted_by_id, deleted_reason }: Away): Away =>
  ({ hidden_at, hidden_by_id, hidden_reason, deleted_at, deleted_by_id, deleted_reason })

/** A moment after the last change of every thing. */
export const changedAt = (things: readonly Pick<Removable, 'updated_at'>[], now: Instant): Instant =>
  instantAfter(things.reduce<Instant>((last, { updated_at }) => (updated_at > last ? updated_at : last), NEVER), now)

/** Hides the chosen things that are shown, and writes nothing in the log. */
export async function hideShown<T extends Removable, Choice>(
  context: ModerationContext,
  kind: RemovableKind<T, Choice>,
  choice: Choice | ByIds,
  { actor, reason }: Pick<AuditEntry, 'actor'> & { reason: string },
): Promise<{ things: T[]; state: TakenState }> {
  const things = await kind.chosen(context, choice, 'shown')
  const at = changedAt(things, context.now)
  const hidden_by_id = actor.kind === 'user' ? actor.id : null
  await kind.set(context, things, { hidden_at: at, hidden_by_id, hidden_reason: reason || null }, at)
  return { things, state: { ids: things.map(({ id }) => id), at } }
}

/** Shows the chosen things again that are in this state, and writes nothing in the log. */
export async function showAway<T extends Removable, Choice>(
  context: ModerationContext,
  kind: RemovableKind<T, Choice>,
  choice: Choice | ByIds,
  state: 'away' | 'hidden',
): Promise<{ things: T[]; state: ShownState }> {
  const things = await kind.chosen(context, choice, state)
  await kind.set(context, things, SHOWN, changedAt(things, context.now))
  return { things, state: { things: things.map(thing => ({ id: thing.id, ...awayOf(thing) })) } }
}

async function putBack<T extends Removable, Choice>(
  context: ModerationContext,
  kind: RemovableKind<T, Choice>,
  things: readonly T[],
  values: Partial<Away>,
): Promise<number> {
  await kind.set(context, things, values, changedAt(things, context.now))
  return things.length
}

/** Shows the things that are hidden since that moment. One that was restored meanwhile, or hidden again, stays as it is. */
export async function undoHiding<T extends Removable, Choice>(
  context: ModerationContext,
  kind: RemovableKind<T, Choice>,
  { ids, at }: TakenState,
): Promise<number> {
  const things = (await kind.chosen(context, { ids }, 'any')).filter(({ hidden_at }) => hidden_at === at)
  return putBack(context, kind, things, NOT_HIDDEN)
}

/** Takes the things out of the bin that are there since that moment. */
export async function undoDeletion<T extends Removable, Choice>(
  context: ModerationContext,
  kind: RemovableKind<T, Choice>,
  { ids, at }: TakenState,
): Promise<number> {
  const things = (await kind.chosen(context, { ids }, 'any')).filter(({ deleted_at }) => deleted_at === at)
  return putBack(context, kind, things, NOT_DELETED)
}

/** Back in the bin a thing has its thirty days anew, so that nobody loses time to restore it. */
export async function undoShowing<T extends Removable, Choice>(
  context: ModerationContext,
  kind: RemovableKind<T, Choice>,
  { things: before }: ShownState,
): Promise<number> {
  const shown = await kind.chosen(context, { ids: before.map(({ id }) => id) }, 'shown')
  const awayById = new Map(before.map(thing => [thing.id, JSON.stringify(awayOf(thing))]))
  const groups = new Map<string, T[]>()
  for (const thing of shown) {
    const key = awayById.get(thing.id) ?? ''
    groups.set(key, [...groups.get(key) ?? [], thing])
  }
  const at = changedAt(shown, context.now)
  for (const [key, things] of groups) {
    const away = JSON.parse(key) as Away
    await kind.set(context, things, { ...away, deleted_at: away.deleted_at && context.now }, at)
  }
  return shown.length
}
