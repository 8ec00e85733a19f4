import type { stoktCommands } from '../../shared/contract/stokt'
import type { Row } from './commandRows'

/** What Stokt itself holds: nobody on the fixtures of these rows linked an account there. */
export const stoktRows: Record<keyof typeof stoktCommands | 'sources.syncStokt' | 'sources.refreshClimb', Row> = {
  'sources.syncStokt': { path: () => '/api/admin/sources/stokt/sync', body: () => ({ mode: 'full' }), guest: 401, stranger: 403, invalidInput: { body: { mode: 'half' } } },
  'sources.refreshClimb': { path: ({ privateClimb }) => `/api/sources/stokt/climbs/${privateClimb}/refresh`, body: () => ({}), guest: 404, stranger: 404, invalidInput: { body: { who: 'me' } } },
  'stokt.setup': { path: ({ faceId }) => `/api/sources/stokt/faces/${faceId}/setup`, guest: 401, stranger: 409, invalidInput: { path: ({ faceId }) => `/api/sources/stokt/faces/${faceId}/setup?fresh=1` } },
  'stokt.climbs': { path: ({ faceId }) => `/api/sources/stokt/climbs?face_id=${faceId}`, guest: 401, stranger: 409, invalidInput: { path: ({ faceId }) => `/api/sources/stokt/climbs?face_id=${faceId}&page=0` } },
  'stokt.climb': { path: () => '/api/sources/stokt/climbs/none', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/climbs/no..ne' } },
  'stokt.mine': { path: () => '/api/sources/stokt/mine', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/mine?user=you' } },
  'stokt.like': { path: () => '/api/sources/stokt/climbs/none/like', body: () => ({}), guest: 401, stranger: 409, invalidInput: { body: { user_id: 'you' } } },
  'stokt.unlike': { path: () => '/api/sources/stokt/climbs/none/like', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/climbs/no..ne/like' } },
  'stokt.bookmark': { path: () => '/api/sources/stokt/climbs/none/bookmark', body: () => ({}), guest: 401, stranger: 409, invalidInput: { body: { user_id: 'you' } } },
  'stokt.unbookmark': { path: () => '/api/sources/stokt/climbs/none/bookmark', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/climbs/no..ne/bookmark' } },
  'stokt.sends': { path: () => '/api/sources/stokt/climbs/none/sends', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/climbs/no..ne/sends' } },
  'stokt.comments': { path: () => '/api/sources/stokt/climbs/none/comments', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/climbs/no..ne/comments' } },
  'stokt.comment': { path: () => '/api/sources/stokt/climbs/none/comments', body: () => ({ text: 'Bravo' }), guest: 401, stranger: 409, invalidInput: { body: { text: '' } } },
  'stokt.deleteComment': { path: () => '/api/sources/stokt/climbs/none/comments/7', guest: 401, stranger: 409, invalidInput: { path: () => '/api/sources/stokt/climbs/none/comments/7..7' } },
  'stokt.setClimb': { path: () => '/api/sources/stokt/climbs', body: ({ faceId }) => ({ face_id: faceId, name: 'Ligne claire', holds_list: 'S101 O105 T109' }), guest: 401, stranger: 409, invalidInput: { body: { name: 5 } } },
}
