import type { CallInput } from '../../../shared/contract/commands'
import type { ClimbRow } from '../../../shared/model/climb'
import { instantOf } from '../../../shared/model/instant'
import { ircraOf } from '../../../shared/rules/grades'
import { isMark, localId, targetIdOf, type ClimbWrite, type ItemState, type OutboxItem } from './item'

/** Changes made here that are not in the rows yet; `null` stands for a climb that is gone. */
export interface Overlay {
  rows: ReadonlyMap<string, ClimbRow | null>
  states: ReadonlyMap<string, ItemState>
}

type Worded = Pick<CallInput<'climbs.update'>, 'name' | 'holds_list' | 'is_private' | 'grade_font' | 'feet_rule' | 'description'>

/** The rows from the server; a climb in my bin stands nowhere else. */
interface Known {
  climb: (id: string) => ClimbRow | undefined
  binned: (id: string) => ClimbRow | undefined
}

/** [OUTBOX-4] The rows as they will be once the server has what waits here. */
export function applyOverlay(items: readonly OutboxItem[], known: Known, me: { id: string; name: string }): Overlay {
  const rows = new Map<string, ClimbRow | null>()
  const states = new Map<string, ItemState>()
  for (const item of items) {
    if (!isOfClimb(item)) continue
    const id = item.answer?.id ?? targetIdOf(item)
    const before = rows.get(id) ?? known.climb(id) ?? (item.write.command === 'climbs.restore' ? known.binned(id) : undefined)
    const after = rowAfter(item, before, me)
    if (after !== undefined) rows.set(id, after)
    if (item.state !== 'sent' || !states.has(id)) states.set(id, item.state)
  }
  return { rows, states }
}

type ClimbItem = OutboxItem & { write: ClimbWrite; answer: ClimbRow | null }
const isOfClimb = (item: OutboxItem): item is ClimbItem => item.write.command.startsWith('climbs.') && !isMark(item.write)

/** Undefined: nothing is known of the climb, so nothing can be shown of it. */
function rowAfter(item: ClimbItem, before: ClimbRow | undefined, me: { id: string; name: string }): ClimbRow | null | undefined {
  const { write, state, answer } = item
  if (answer) return answer
  if (write.command === 'climbs.delete') return state === 'refused' ? before : null
  if (write.command === 'climbs.restore') return state === 'refused' ? undefined : before
  if (write.command === 'climbs.create') return withTexts(blank(item, write.input.face_id, me), write.input)
  // The words of a refused change stay with the item; the wall shows what is.
  return before && state !== 'refused' ? withTexts(before, write.input) : before
}

function withTexts(row: ClimbRow, words: Worded): ClimbRow {
  const { name = row.name, holds_list = row.holds_list, is_private = row.is_private } = words
  const { grade_font = row.grade_font, feet_rule = row.feet_rule, description = row.description } = words
  const grade_ircra = grade_font === row.grade_font ? row.grade_ircra : ircraOf(grade_font ?? '')
  // The server weighs a new grade of the setter's with the opinions of the senders.
  const shown = row.grade_opinions > 0 ? {} : { shown_grade_font: grade_font, shown_grade_ircra: grade_ircra }
  return { ...row, name, holds_list, is_private, grade_font, feet_rule, description, grade_ircra, ...shown }
}

function blank({ key, at }: OutboxItem, face_id: string, me: { id: string; name: string }): ClimbRow {
  const now = instantOf(at)
  return {
    id: localId(key),
    stokt_id: null,
    face_id,
    setter_id: me.id,
    setter_name: me.name,
    name: '',
    holds_list: '',
    grade_font: null,
    grade_ircra: null,
    feet_rule: null,
    description: null,
    is_private: false,
    is_benchmark: false,
    climbed_by: 0,
    total_likes: 0,
    total_comments: 0,
    shown_grade_font: null,
    shown_grade_ircra: null,
    grade_opinions: 0,
    tags: [],
    circuit: '',
    source: 'mastoc',
    created_by_id: me.id,
    created_at: now,
    updated_at: now,
    synced_at: null,
  }
}
