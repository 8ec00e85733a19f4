import { canClimb } from '../../../shared/access/climbs'
import { parseMarkTarget } from '../../../shared/model/markTarget'
import type { ReportKind, ReportSeen } from '../../../shared/model/report'
import { Refusal } from '../../../shared/result'
import { markIn, noteIn } from '../../collab/documentContent'
import type { RunContext } from '../useCase'
import { climbFor } from '../climbs/viewer'
import { commentFor } from '../comments/commentContext'

export interface Reported {
  face_id: string | null
  seen: ReportSeen
}
type Context = Pick<RunContext<unknown>, 'actor' | 'stores' | 'services' | 'now'>

async function climb(context: Context, id: string): Promise<Reported> {
  const seen = await climbFor(context, { id }, 'read')
  // Nobody but its owners sees a private climb, and the admins must not.
  if (seen.is_private || !canClimb(context.actor, 'read', seen)) throw new Refusal('not_found')
  return {
    face_id: seen.face_id,
    seen: {
      name: seen.name, text: seen.description ?? '', author_id: seen.setter_id ?? seen.created_by_id,
      grade_font: seen.grade_font, holds_list: seen.holds_list,
    },
  }
}

async function comment(context: Context, id: string): Promise<Reported> {
  const seen = await commentFor(context, id, 'read')
  const isShown = seen.deleted_at === null && seen.hidden_at === null
  if (!isShown || seen.climb.is_private) throw new Refusal('not_found')
  return {
    face_id: seen.climb.face_id,
    seen: { name: seen.climb_name, text: seen.text, author_id: seen.user_id, climb_id: seen.climb_id },
  }
}

async function holdOf({ stores }: Context, id: string): Promise<{ id: number; face_id: string; label: string }> {
  const hold = /^[1-9]\d{0,9}$/.test(id) ? await stores.walls.hold({ id: Number(id) }) : null
  if (!hold) throw new Refusal('not_found')
  return { id: hold.id, face_id: hold.face_id, label: hold.label }
}

/** Single votes are private: people report what the wall says of a hold. */
async function annotation(context: Context, id: string): Promise<Reported> {
  const hold = await holdOf(context, id)
  const [said] = await context.stores.annotations.consensusRows([hold.id], context.now)
  if (!said || said.total_annotators === 0) throw new Refusal('not_found')
  const { grip_type, condition, difficulty, total_annotators } = said
  return { face_id: hold.face_id, seen: { name: hold.label, grip_type, condition, difficulty, total_annotators } }
}

async function note(context: Context, id: string): Promise<Reported> {
  const hold = await holdOf(context, id)
  const text = await context.services.documents.readSheet(hold.face_id, sheet => noteIn(sheet, hold.id))
  if (text.trim() === '') throw new Refusal('not_found')
  return { face_id: hold.face_id, seen: { name: hold.label, text } }
}

async function mark({ services }: Context, id: string): Promise<Reported> {
  const target = parseMarkTarget(id)
  if (!target) throw new Refusal('not_found')
  const seen = await services.documents.readSheet(target.faceId, sheet => markIn(sheet, target.markId))
  if (!seen) throw new Refusal('not_found')
  const { kind, points, colour, text, by } = seen
  return { face_id: target.faceId, seen: { name: text.slice(0, 60), text, author_id: by, mark_kind: kind, points, colour } }
}

async function user({ stores, actor }: Context, id: string): Promise<Reported> {
  const person = await stores.users.byId(id)
  if (!person || person.deletes_at !== null) throw new Refusal('not_found')
  if (actor.kind === 'user' && actor.id === id) throw new Refusal('forbidden')
  return { face_id: null, seen: { name: person.full_name || person.username } }
}

const looks: Record<ReportKind, (context: Context, id: string) => Promise<Reported>> = { climb, comment, annotation, note, mark, user }

/**
 * [REPORT-2] Reads the thing as the reporter may see it.
 * @throws Refusal `not_found` if there is no such thing or they may not see it
 */
export const seenOf = (context: Context, kind: ReportKind, id: string): Promise<Reported> => looks[kind](context, id)
