import type { Ascent, PublicAscent } from '../../shared/model/ascent'
import { AT, comment, ids, LATER } from './exampleModels'

export const ascent: Ascent = {
  id: ids.other, climb_id: ids.climb, sent_at: AT, attempts: 3, is_flash: false, grade_font: '6B', notes: 'Le pied gauche d’abord.',
  is_hidden: false, created_at: AT, updated_at: AT,
}
const publicAscent: PublicAscent = {
  id: ids.other, climb_id: ids.climb, user_id: ids.user, user_name: 'Belette', sent_at: AT, is_flash: false, grade_font: '6B',
}

const page = <T>(row: T) => ({ results: [row], count: 1, page: 1, page_size: 50 })

/** The answers about what people do with climbs and write below them. */
export const logbookAnswers = {
  'ascents.create': ascent,
  'ascents.putToday': ascent,
  'ascents.update': { ...ascent, updated_at: LATER },
  'ascents.list': page(publicAscent),
  'ascents.mine': page(ascent),
  'comments.list': page(comment),
  'comments.create': comment,
  'comments.update': comment,
  'comments.restore': comment,
  'comments.hide': { changed: 1, audit_id: ids.other },
  'comments.show': { changed: 0, audit_id: null },
}
