import type { Ascent } from '../../../shared/model/ascent'
import { instantOf } from '../../../shared/model/instant'
import { isMark, isOfAscent, MARKS, targetIdOf, type AscentFacts, type AscentWrite, type ItemState, type OutboxItem } from './item'

/** What I like, work on and sent. */
export interface OwnLogbook {
  /** The climbs that I like. */
  likes: ReadonlySet<string>
  /** The climbs that I marked as projects. */
  projects: ReadonlySet<string>
  /** My sends by their ids. */
  ascents: ReadonlyMap<string, Ascent>
}
interface LogbookOverlay extends OwnLogbook {
  /** The state of my last act on a send, by its id. */
  states: ReadonlyMap<string, ItemState>
}

/** [OUTBOX-4] My logbook as it will be once the server has what waits here; what it refused changes nothing. */
export function applyLogbookOverlay(items: readonly OutboxItem[], known: OwnLogbook): LogbookOverlay {
  const likes = new Set(known.likes)
  const projects = new Set(known.projects)
  const ascents = new Map(known.ascents)
  const states = new Map<string, ItemState>()
  for (const item of items) {
    const { write, state } = item
    if (isMark(write) && state !== 'refused') {
      const { of, isOn } = MARKS[write.command]
      const marks = of === 'like' ? likes : projects
      if (isOn) marks.add(write.input.id)
      else marks.delete(write.input.id)
    } else if (isOfAscent(write)) {
      const id = targetIdOf(item)
      const after = state === 'refused' ? ascents.get(id) : ascentAfter(item, write, ascents.get(id))
      if (after) ascents.set(id, after)
      else ascents.delete(id)
      if (state !== 'sent' || !states.has(id)) states.set(id, state)
    }
  }
  return { likes, projects, ascents, states }
}

/** Undefined: there is no such send any more. */
function ascentAfter({ answer, at }: OutboxItem, write: AscentWrite, before: Ascent | undefined): Ascent | undefined {
  if (answer && 'sent_at' in answer) return answer
  if (write.command === 'ascents.delete') return undefined
  if (write.command === 'ascents.update') return before && withFacts(before, write.input)
  const now = instantOf(at)
  const { ascent_id: id, id: climb_id, ...facts } = write.input
  return withFacts({
    id, climb_id, sent_at: now, attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false,
    created_at: now, updated_at: now,
  }, facts)
}

function withFacts(ascent: Ascent, facts: AscentFacts): Ascent {
  const { sent_at = ascent.sent_at, attempts = ascent.attempts, is_flash = ascent.is_flash } = facts
  const { grade_font = ascent.grade_font, notes = ascent.notes, is_hidden = ascent.is_hidden } = facts
  return { ...ascent, sent_at, attempts: is_flash ? 1 : attempts, is_flash, grade_font, notes, is_hidden }
}
