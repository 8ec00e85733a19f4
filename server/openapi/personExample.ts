import type { Person } from '../../shared/contract/people'
import { adminUser, AT, claim, climb, comment, HOLD, ids, notice, task } from './exampleModels'

export const person: Person = {
  account: { ...adminUser, sessions_count: 1 },
  deletes_at: null,
  claims: [{ ...claim, setter_name: 'Belette B.' }],
  invite: { id: ids.other, created_at: AT, by_id: ids.admin, by_name: 'Alex' },
  devices: [{ label: 'Firefox · Android', address: '203.0.113.7', created_at: AT, used_at: AT, ended_at: null }],
  climbs: {
    results: [{ id: ids.climb, face_id: ids.face, name: climb.name, grade_font: climb.grade_font, created_at: AT, state: 'shown' }],
    count: 1,
  },
  private_climbs_count: 2,
  comments: {
    results: [{ id: comment.id, climb_id: ids.climb, climb_name: climb.name, face_id: ids.face, text: comment.text, created_at: AT, state: 'shown' }],
    count: 1,
  },
  notes: { results: [{ face_id: ids.face, hold_id: HOLD, text: 'Tourne un peu.', at: AT }], count: 1 },
  marks: { results: [{ face_id: ids.face, id: 'm1', kind: 'zone', text: 'À brosser' }], count: 1 },
  tasks: { results: [task], count: 1 },
  annotations: [{ face_id: ids.face, holds_count: 12, updated_at: AT }],
  notices: { results: [notice], count: 1 },
}
