import type { ClimbRow } from '../../shared/model/climb'
import { instant } from '../../shared/model/instant'

/** A climb of the face `f` for tests; its shown grade is the setter's. */
export function climbFixture(id: string, values: Partial<ClimbRow> = {}): ClimbRow {
  const climb: ClimbRow = {
    id, stokt_id: null, face_id: 'f', setter_id: null, setter_name: null, name: id, holds_list: 'S1 O2 T3', grade_font: '6A', grade_ircra: 15.5,
    feet_rule: null, description: null, is_private: false, is_benchmark: false, climbed_by: 0, total_likes: 0, total_comments: 0, source: 'mastoc',
    shown_grade_font: null, shown_grade_ircra: null, grade_opinions: 0, tags: [], circuit: '', created_by_id: null,
    created_at: instant('2026-01-10T00:00:00.000000Z'), updated_at: instant('2026-01-10T00:00:00.000000Z'), synced_at: null, ...values,
  }
  const { shown_grade_font = climb.grade_font, shown_grade_ircra = climb.grade_ircra } = values
  return { ...climb, shown_grade_font, shown_grade_ircra }
}
