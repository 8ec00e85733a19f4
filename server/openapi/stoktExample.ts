import type { StoktLink, StoktState } from '../../shared/contract/sources'
import type { Publication } from '../../shared/model/publication'
import { AT, climb, comment, ids, LATER } from './exampleModels'

export const stoktState: StoktState = {
  is_on: true,
  gym: 'be149ef2-317d-4c73-8d7d-50074577d2fa',
  poll_minutes: 180,
  is_running: false,
  wanted: null,
  run: {
    mode: 'incremental', started_at: AT, ended_at: AT, asked: 1, received: 7, created: 2, updated: 1, hidden: 0, rejected: 0, bytes: 5_180,
  },
  succeeded_at: AT,
  full_at: AT,
  next_at: LATER,
  error: null,
  counters: { climbs: 1_017, oldest_at: AT },
}

export const stoktLink: StoktLink = {
  linked: true, can_link: true, full_name: 'Belette', since: AT, broken: false,
  brought: { at: AT, sends: 48, likes: 12, projects: 3, unknown: 1 },
}

export const publication: Publication = {
  climb_id: ids.climb, state: 'refused', fault: 'refused', words: 'name: A climb with this name exists already.', updated_at: AT,
}

/** What Stokt itself holds. */
export const stoktAnswers = {
  'stokt.climbs': { results: [climb], count: 1_017, page: 1, has_more: true, left_out: 0, read_at: AT },
  'stokt.climb': climb,
  'stokt.mine': { likes: [ids.climb], sends: [ids.climb], bookmarks: [ids.climb], read_at: AT },
  'stokt.sends': {
    results: [{
      id: '48121', climb_id: ids.climb, user_id: null, user_name: 'Doigts de Mousse', sent_at: AT, is_flash: false, grade_font: null,
      attempts: 3, feel: 'stiff' as const,
    }],
    read_at: AT,
  },
  'stokt.comments': { results: [comment], read_at: AT },
  'stokt.comment': comment,
  'stokt.setClimb': climb,
}
