import type { Ascent, PublicAscent } from '../../shared/model/ascent'
import type { ClimbList, KeptSearch } from '../../shared/model/climbList'
import type { News } from '../../shared/model/news'
import { AT, comment, ids, LATER } from './exampleModels'

export const ascent: Ascent = {
  id: ids.other, climb_id: ids.climb, sent_at: AT, attempts: 3, is_flash: false, grade_font: '6B', notes: 'Le pied gauche d’abord.',
  is_hidden: false, created_at: AT, updated_at: AT,
}
const publicAscent: PublicAscent = {
  id: ids.other, climb_id: ids.climb, user_id: ids.user, user_name: 'Belette', sent_at: AT, is_flash: false, grade_font: '6B',
}
export const climbList: ClimbList = {
  id: ids.other, owner_id: ids.user, owner_name: 'Belette', name: 'Circuit du mardi', description: null, is_shared: true, climb_ids: [ids.climb],
  created_at: AT, updated_at: AT,
}
export const keptSearch: KeptSearch = {
  id: ids.other, face_id: ids.face, name: 'Dalles en 6B', query: 'grade_min=6B&grade_max=6B%2B&tags=dalle', created_at: AT, seen_at: AT,
}

export const news: News = {
  id: ids.other, kind: 'project', what: 'changed', face_id: ids.face, climb_id: ids.climb, hold_id: null, task: null, name: 'Le dahu',
  created_at: AT, seen_at: null,
}

const PUSH_KEY = 'BPx3o2kQ9u8bZ0s3mVwqvJ5n1cQZzqgqk6w1b0d9Jt2XbqvH5mVJ0qLrj4pYcZkqS0m7T1f8n2d3e4r5t6y7u8i'

const page = <T>(row: T) => ({ results: [row], count: 1, page: 1, page_size: 50 })

/** The answers about what people do with climbs and write below them. */
export const logbookAnswers = {
  'ascents.create': ascent,
  'ascents.putToday': ascent,
  'ascents.update': { ...ascent, updated_at: LATER },
  'ascents.list': page(publicAscent),
  'ascents.mine': page(ascent),
  'lists.mine': { results: [climbList] },
  'lists.create': climbList,
  'lists.get': climbList,
  'lists.update': climbList,
  'lists.order': climbList,
  'searches.mine': { results: [keptSearch] },
  'searches.create': keptSearch,
  'searches.update': keptSearch,
  'push.get': { public_key: PUSH_KEY, kinds: null },
  'push.subscribe': { public_key: PUSH_KEY, kinds: { search: true, project: true, request: false, answer: true } },
  'news.list': { results: [news] },
  'comments.list': page(comment),
  'comments.create': comment,
  'comments.update': comment,
  'comments.restore': comment,
  'comments.hide': { changed: 1, audit_id: ids.other },
  'comments.show': { changed: 0, audit_id: null },
}
