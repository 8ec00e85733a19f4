import type { Ascent, PublicAscent } from '../../shared/model/ascent'
import { AT, ids } from './exampleModels'

export const ascent: Ascent = {
  id: ids.other, climb_id: ids.climb, sent_at: AT, attempts: 3, is_flash: false, grade_font: '6B', notes: 'Le pied gauche d’abord.',
  is_hidden: false, created_at: AT, updated_at: AT,
}
export const publicAscent: PublicAscent = {
  id: ids.other, climb_id: ids.climb, user_id: ids.user, user_name: 'Belette', sent_at: AT, is_flash: false, grade_font: '6B',
}
