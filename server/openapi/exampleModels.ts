import type { AdminUser, ApiKey, Invite } from '../../shared/contract/admin'
import { instant } from '../../shared/model/instant'
import type { FeedHead } from '../../shared/contract/feeds'
import type { Claim } from '../../shared/contract/users'
import { faceFeed } from '../../shared/feedName'
import type { Annotation, Consensus } from '../../shared/model/annotation'
import type { Climb, ClimbRow } from '../../shared/model/climb'
import type { Face, FaceRow } from '../../shared/model/face'
import type { Gym, GymRow } from '../../shared/model/gym'
import type { Hold } from '../../shared/model/hold'
import type { Lock } from '../../shared/model/lock'
import type { Notice } from '../../shared/model/notice'
import type { OwnReport, Report } from '../../shared/model/report'
import type { SheetVersion } from '../../shared/model/sheetVersion'
import type { Comment } from '../../shared/model/comment'
import type { Task } from '../../shared/model/task'
import type { PublicUser, User } from '../../shared/model/user'

/** The things in the examples: one small wall and the people at it. */
export const ids = {
  gym: '5b0c1f0e-6a3d-4d0b-9a52-3f0f3f6f2a11',
  face: 'c2a7d5f4-8f3b-4b8a-b1e6-0d6c2c9c7e22',
  climb: '9d3f4a6c-2b1e-4f7d-8c5a-7e9b0a1c3d33',
  user: '1e8a6b2c-4d7f-4c3a-9b5e-6f2d8c0a7b44',
  admin: '7c5d9e1f-3a2b-4e6c-8d4f-1b0a9c8e7f55',
  setter: '3f2e1d0c-9b8a-4765-a432-10fedcba9866',
  other: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c77',
} as const
export const HOLD = 828933
export const AT = instant('2026-03-14T18:30:00.000000Z')
export const LATER = instant('2026-03-21T18:30:00.000000Z')
const EPOCH = '0f9e8d7c-6b5a-4948-b736-25140312f188'
export const CURSOR = `${EPOCH}.1204`

export const gym: Gym = { id: ids.gym, stokt_id: null, name: 'La Fabrique', location: 'Lyon', faces_count: 1, source: 'mastoc' }
export const face: Face = {
  id: ids.face,
  stokt_id: null,
  gym_id: ids.gym,
  name: 'Grand mur',
  picture_path: 'faces/grand-mur.jpg',
  picture_width: 2263,
  picture_height: 3000,
  holds_count: 1,
  climbs_count: 1,
  grid: null,
  position: 0,
  is_archived: false,
}
const { faces_count: _faces, ...named } = gym
export const gymRow: GymRow = { ...named, updated_at: AT }
const { holds_count: _holds, climbs_count: _climbs, ...drawn } = face
export const faceRow: FaceRow = {
  ...drawn, feet_rules_options: ['Tous pieds', 'Pieds des mains'], has_symmetry: false, is_active: true, updated_at: AT,
}
export const hold: Hold = {
  id: HOLD,
  stokt_id: HOLD,
  polygon_str: '560,612 612,600 640,655 590,690',
  centroid_x: 600.5,
  centroid_y: 639.25,
  path_str: '',
  area: 4210.5,
  touch_polygon_str: '545,600 620,585 655,660 585,705',
  centroid_str: '600.5 639.25',
  top_polygon_str: '550,604 618,592 648,658 588,698',
  center_tape_str: '600 640 600 700',
  right_tape_str: '610 640 640 690',
  left_tape_str: '590 640 560 690',
  label: 'D9',
  colour: 'red',
  removed_at: null,
}
export const climbRow: ClimbRow = {
  id: ids.climb,
  stokt_id: null,
  face_id: ids.face,
  setter_id: ids.user,
  setter_name: 'Belette',
  name: 'Ligne claire',
  holds_list: 'S828933 O828940 F828951 T829002',
  grade_font: '6A+',
  grade_ircra: 16.5,
  feet_rule: 'Tous pieds',
  description: null,
  is_private: false,
  is_benchmark: false,
  climbed_by: 0,
  total_likes: 0,
  total_comments: 0,
  source: 'mastoc',
  shown_grade_font: '6A+',
  shown_grade_ircra: 16.5,
  grade_opinions: 1,
  tags: ['dalle'],
  circuit: '',
  created_by_id: ids.user,
  created_at: AT,
  updated_at: AT,
  synced_at: null,
}
export const climb: Climb = { ...climbRow, personal_notes: null, personal_rating: null, is_project: false }

export const user: User = {
  id: ids.user,
  email: 'belette@example.org',
  username: 'belette',
  full_name: 'Belette',
  avatar_path: null,
  avatar_version: null,
  role: 'user',
  source: 'mastoc',
  created_at: AT,
  last_login_at: AT,
  language: 'fr',
  colour: '#0e7490',
  email_confirmed: true,
  pending_email: null,
  must_change_password: false,
  has_second_factor: false,
  second_factor_wanted: 'no',
  muted_until: null,
  muted_reason: null,
  muted_by_name: null,
  hides_ascents: false,
}
const { second_factor_wanted: _, muted_by_name: __, ...known } = user
export const adminUser: AdminUser = { ...known, is_active: true, inactive_until: null, is_claimable: false }
export const publicUser: PublicUser = {
  id: ids.user,
  username: 'belette',
  full_name: 'Belette',
  avatar_path: null,
  avatar_version: null,
  role: 'user',
  source: 'mastoc',
  created_at: AT,
  colour: '#0e7490',
  is_claimable: false,
}

export const annotation: Annotation = {
  grip_type: 'reglette',
  condition: 'ok',
  difficulty: 'normale',
  notes: null,
  created_at: AT,
  updated_at: AT,
}
export const consensus: Consensus = {
  grip_type: 'reglette',
  grip_type_votes: 3,
  grip_type_votes_cast: 4,
  grip_type_confidence: 0.75,
  grip_type_official: true,
  condition: 'ok',
  condition_votes: 2,
  condition_votes_cast: 2,
  condition_confidence: 1,
  condition_official: true,
  difficulty: null,
  difficulty_votes: 0,
  difficulty_votes_cast: 0,
  difficulty_confidence: 0,
  difficulty_official: false,
  total_annotators: 4,
}
export const comment: Comment = {
  id: ids.other,
  climb_id: ids.climb,
  user_id: ids.user,
  user_name: 'Belette',
  text: 'Le deuxième mouvement est plus simple en crochet talon.',
  replied_to_id: null,
  created_at: AT,
  updated_at: AT,
}
export const task: Task = {
  id: ids.other,
  face_id: ids.face,
  hold_id: HOLD,
  kind: 'brush',
  note: null,
  asked_by_id: ids.user,
  asked_by_name: 'Belette',
  asked_at: AT,
  done_by_id: null,
  done_by_name: null,
  done_at: null,
}
export const lock: Lock = {
  id: `hold:${HOLD}`, face_id: ids.face, hold_id: HOLD, reason: 'Cette prise est cassée.', locked_at: AT, until: null,
}
export const notice: Notice = {
  id: ids.other, feed: 'global', level: 'warning', title: 'Fermeture', text: 'Le mur est démonté jeudi à 14 h.',
  from: null, until: LATER, by: ids.admin, by_name: 'Alex', created_at: AT,
}
const reported = {
  id: ids.other, kind: 'climb', target_id: ids.climb, face_id: ids.face, state: 'open', outcome: null, answer: null, resolved_at: null,
} as const
export const report: Report = {
  ...reported,
  seen: { name: 'Ligne claire', text: '', author_id: ids.setter, grade_font: '6A+', holds_list: 'S828933 O828940 F828951 T829002' },
  author_name: 'Belette B.',
  voices: [{ user_id: ids.user, user_name: 'Belette', reason: 'Le nom est une insulte.', at: AT }],
  voices_count: 1,
  created_at: AT,
  updated_at: AT,
  resolved_by_id: null,
  resolved_by_name: null,
}
export const ownReport: OwnReport = { ...reported, name: 'Ligne claire', reason: 'Le nom est une insulte.', created_at: AT }
export const sheetVersion: SheetVersion = { id: ids.other, at: AT, before: 'hour', notes_count: 1, marks_count: 0 }
export const claim: Claim = { id: ids.other, user_id: ids.user, setter_id: ids.setter, state: 'open', created_at: AT }
export const apiKey: ApiKey = {
  id: ids.other,
  name: 'display at the entrance',
  scopes: ['read'],
  created_at: AT,
  last_used_at: null,
  ended_at: null,
}
export const invite: Invite = { id: ids.other, uses: 10, uses_left: 10, created_at: AT, expires_at: LATER, ended_at: null }
export const feedHead: FeedHead = { feed: faceFeed(ids.face), epoch: EPOCH, rev: 1204, cursor: CURSOR, n: 1140, sum: 702_418 }
