import type { CommandName } from '../../shared/contract/commands'
import { PASSWORD, type Account, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'
import { stoktRows } from './stoktRows'

export interface Fixtures {
  faceId: string
  taskId: string
  setterId: string
  privateClimb: string
  publicClimb: string
  /** The owner's: a shared list with the public climb, and a kept search. */
  listId: string
  searchId: string
  /** The owner's, on the public climb. */
  commentId: string
  owner: Account
  stranger: Account
  admin: Account
}

/**
 * A good call of each command, the answers to a guest and a stranger, and an input that makes no sense. A stranger's null:
 * it concerns everybody alike.
 */
export interface Row {
  path: (fixtures: Fixtures) => string
  body?: (fixtures: Fixtures) => unknown
  guest: number
  stranger: number | null
  invalidInput: { path?: (fixtures: Fixtures) => string; body?: unknown } | null
}

const NEW_CLIMB = { name: 'Ligne claire', holds_list: 'S101 O105 T109' }
const ASSERTION = {
  id: 'none',
  rawId: 'none',
  type: 'public-key',
  response: { clientDataJSON: 'none', authenticatorData: 'none', signature: 'none' },
}
const ATTESTATION = { id: 'none', rawId: 'none', type: 'public-key', response: { clientDataJSON: 'none', attestationObject: 'none' } }
const account = (username: string) => ({ email: `${username}@example.org`, username, password: 'volume-bleu-du-haut' })

export const rows: Record<CommandName, Row> = {
  'auth.register': { path: () => '/api/auth/register', body: () => account('nouvelle'), guest: 201, stranger: null, invalidInput: { body: { ...account('autre'), role: 'admin' } } },
  'auth.registration': { path: () => '/api/auth/registration', guest: 200, stranger: 200, invalidInput: null },
  'auth.checkReset': { path: () => '/api/auth/reset-password/check', body: () => ({ token: 'unknown' }), guest: 400, stranger: 400, invalidInput: { body: { token: 5 } } },
  'auth.checkInvite': { path: () => '/api/auth/invite', body: () => ({ invite: 'unknown' }), guest: 200, stranger: 200, invalidInput: { body: { invite: '' } } },
  'auth.login': { path: () => '/api/auth/login', body: () => ({ username: 'personne', password: 'rien du tout' }), guest: 401, stranger: null, invalidInput: { body: { username: ['a'], password: {} } } },
  'auth.factor': { path: () => '/api/auth/login/factor', body: () => ({ ticket: 'unknown', recovery_code: 'unknown' }), guest: 400, stranger: null, invalidInput: { body: { ticket: 'unknown' } } },
  'auth.passkeyOptions': { path: () => '/api/auth/passkey/options', body: () => ({}), guest: 200, stranger: 200, invalidInput: { body: { username: 'me' } } },
  'auth.passkey': { path: () => '/api/auth/passkey', body: () => ({ ticket: 'unknown', assertion: ASSERTION }), guest: 400, stranger: null, invalidInput: { body: { ticket: 'unknown', assertion: { ...ASSERTION, id: '?' } } } },
  'auth.refresh': { path: () => '/api/auth/refresh', body: () => ({ refresh_token: 'unknown' }), guest: 401, stranger: null, invalidInput: { body: { refresh_token: 5 } } },
  'auth.logout': { path: () => '/api/auth/logout', body: () => ({}), guest: 200, stranger: null, invalidInput: { body: { everybody: true } } },
  'auth.requestReset': { path: () => '/api/auth/reset-password', body: () => ({ email: 'nobody@example.org' }), guest: 200, stranger: null, invalidInput: { body: { email: 'nobody' } } },
  'auth.confirmReset': { path: () => '/api/auth/reset-password/confirm', body: () => ({ token: 'unknown', new_password: 'volume-bleu-du-haut' }), guest: 400, stranger: null, invalidInput: { body: { token: 5 } } },
  'auth.confirmEmail': { path: () => '/api/auth/confirm-email', body: () => ({ token: 'unknown' }), guest: 400, stranger: null, invalidInput: { body: { token: 5 } } },
  'users.sendConfirmation': { path: () => '/api/users/me/confirm-email', body: () => ({}), guest: 401, stranger: 200, invalidInput: { body: { email: 'other@example.org' } } },
  'users.changePassword': { path: () => '/api/users/me/password', body: () => ({ current_password: 'wrong', new_password: 'volume-bleu-du-haut' }), guest: 401, stranger: 400, invalidInput: { body: { new_password: 'volume-bleu-du-haut' } } },
  'users.sessions': { path: () => '/api/users/me/sessions', guest: 401, stranger: 200, invalidInput: null },
  'users.endSession': { path: () => '/api/users/me/sessions/none', guest: 401, stranger: 404, invalidInput: null },
  'users.endOtherSessions': { path: () => '/api/users/me/sessions', guest: 401, stranger: 200, invalidInput: null },
  'passkeys.list': { path: () => '/api/users/me/passkeys', guest: 401, stranger: 200, invalidInput: null },
  'passkeys.challenge': { path: () => '/api/users/me/passkeys/challenge', body: () => ({}), guest: 401, stranger: 200, invalidInput: { body: { user_id: 'you' } } },
  'passkeys.begin': { path: () => '/api/users/me/passkeys/options', body: () => ({ proof: { current_password: 'wrong' } }), guest: 401, stranger: 400, invalidInput: { body: { proof: {} } } },
  'passkeys.add': { path: () => '/api/users/me/passkeys', body: () => ({ ticket: 'unknown', credential: ATTESTATION, name: 'phone' }), guest: 401, stranger: 400, invalidInput: { body: { ticket: 'unknown', credential: ATTESTATION, name: ' ' } } },
  'passkeys.rename': { path: () => '/api/users/me/passkeys/none', body: () => ({ name: 'phone' }), guest: 401, stranger: 404, invalidInput: { body: { name: '' } } },
  'passkeys.remove': { path: () => '/api/users/me/passkeys/none/remove', body: () => ({ proof: { current_password: PASSWORD } }), guest: 401, stranger: 404, invalidInput: { body: { proof: { current_password: 5 } } } },
  'passkeys.newCodes': { path: () => '/api/users/me/recovery-codes', body: () => ({ proof: { current_password: 'wrong' } }), guest: 401, stranger: 400, invalidInput: { body: { proof: {} } } },
  'users.me': { path: () => '/api/users/me', guest: 401, stranger: null, invalidInput: null },
  'users.updateMe': { path: () => '/api/users/me', body: () => ({ full_name: 'Nouveau nom' }), guest: 401, stranger: null, invalidInput: { body: { role: 'admin' } } },
  'users.get': { path: ({ owner }) => `/api/users/${owner.id}`, guest: 200, stranger: 200, invalidInput: null },
  'users.deleteMe': { path: () => '/api/users/me', guest: 401, stranger: null, invalidInput: null },
  'users.askDeletion': { path: () => '/api/users/me/delete', body: () => ({ current_password: 'wrong' }), guest: 401, stranger: 400, invalidInput: { body: { current_password: 5 } } },
  'users.exportMe': { path: () => '/api/users/me/export', guest: 401, stranger: 200, invalidInput: null },
  'users.bin': { path: () => '/api/users/me/bin', guest: 401, stranger: 200, invalidInput: null },
  'users.setAvatar': { path: () => '/api/users/me/avatar', body: () => ({ file: 'text' }), guest: 401, stranger: 422, invalidInput: { body: { file: 'text' } } },
  'users.deleteAvatar': { path: () => '/api/users/me/avatar', guest: 401, stranger: 204, invalidInput: null },
  'users.claim': { path: ({ setterId }) => `/api/users/${setterId}/claim`, guest: 401, stranger: 201, invalidInput: { body: { user_id: 'you' } } },
  'users.list': { path: () => '/api/users', guest: 401, stranger: 403, invalidInput: { path: () => '/api/users?page_size=100000' } },
  'users.deactivate': { path: ({ owner }) => `/api/admin/users/${owner.id}/deactivate`, body: () => ({ reason: 'why not' }), guest: 401, stranger: 403, invalidInput: { body: { reason: 5 } } },
  'users.reactivate': { path: ({ owner }) => `/api/admin/users/${owner.id}/reactivate`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { role: 'admin' } } },
  'users.mute': { path: ({ owner }) => `/api/admin/users/${owner.id}/mute`, body: () => ({ reason: 'why not' }), guest: 401, stranger: 403, invalidInput: { body: { until: 'soon' } } },
  'users.unmute': { path: ({ owner }) => `/api/admin/users/${owner.id}/unmute`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { until: 'soon' } } },
  'users.promote': { path: ({ stranger }) => `/api/admin/users/${stranger.id}/promote`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { role: 'admin' } } },
  'users.demote': { path: ({ owner }) => `/api/admin/users/${owner.id}/demote`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { role: 'user' } } },
  'users.endAllSessions': { path: ({ owner }) => `/api/admin/users/${owner.id}/end-sessions`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 5 } } },
  'users.resetFactor': { path: ({ owner }) => `/api/admin/users/${owner.id}/reset-factor`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 5 } } },
  'users.setEmail': { path: ({ setterId }) => `/api/admin/users/${setterId}/email`, body: () => ({ email: 'setter@example.org' }), guest: 401, stranger: 403, invalidInput: { body: { email: 'nowhere' } } },
  'users.person': { path: ({ owner }) => `/api/admin/users/${owner.id}`, guest: 401, stranger: 403, invalidInput: null },
  'users.rename': { path: ({ owner }) => `/api/admin/users/${owner.id}`, body: () => ({ full_name: 'Nom corrigé' }), guest: 401, stranger: 403, invalidInput: { body: { full_name: '' } } },
  'users.resetLetter': { path: ({ owner }) => `/api/admin/users/${owner.id}/reset-letter`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 5 } } },
  'users.madeSince': { path: ({ owner }) => `/api/admin/users/${owner.id}/content?since=2026-01-01T00:00:00.000Z`, guest: 401, stranger: 403, invalidInput: { path: ({ owner }) => `/api/admin/users/${owner.id}/content?since=yesterday` } },
  'users.removeContent': { path: ({ owner }) => `/api/admin/users/${owner.id}/remove-content`, body: () => ({ since: '2026-01-01T00:00:00.000Z', reason: 'spam' }), guest: 401, stranger: 403, invalidInput: { body: { since: 'yesterday' } } },
  'audit.undo': { path: () => '/api/admin/audit/none/undo', body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'audit.things': { path: () => '/api/admin/audit/none/things', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/audit/none/things?page=0' } },
  'audit.csv': { path: () => '/api/admin/audit.csv', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/audit.csv?since=yesterday' } },
  'audit.list': { path: () => '/api/admin/audit', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/audit?since=yesterday' } },
  'apiKeys.list': { path: () => '/api/admin/api-keys', guest: 401, stranger: 403, invalidInput: null },
  'apiKeys.create': { path: () => '/api/admin/api-keys', body: () => ({ name: 'phone', scopes: ['read'] }), guest: 401, stranger: 403, invalidInput: { body: { name: 'phone', scopes: ['everything'] } } },
  'apiKeys.end': { path: () => '/api/admin/api-keys/none', guest: 401, stranger: 403, invalidInput: null },
  'invites.list': { path: () => '/api/admin/invites', guest: 401, stranger: 403, invalidInput: null },
  'invites.create': { path: () => '/api/admin/invites', body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { uses: 0 } } },
  'invites.end': { path: () => '/api/admin/invites/none', guest: 401, stranger: 403, invalidInput: null },
  'users.stokt': { path: () => '/api/users/me/stokt', guest: 401, stranger: 200, invalidInput: null },
  'users.linkStokt': { path: () => '/api/users/me/stokt', body: () => ({ token: 'none' }), guest: 401, stranger: 404, invalidInput: { body: { username: 'alone' } } },
  'users.unlinkStokt': { path: () => '/api/users/me/stokt', guest: 401, stranger: 204, invalidInput: null },
  'sources.stokt': { path: () => '/api/admin/sources/stokt', guest: 401, stranger: 403, invalidInput: null },
  ...stoktRows,
  'imports.create': { path: () => '/api/admin/imports', body: () => ({ file: 'text' }), guest: 401, stranger: 403, invalidInput: { body: { file: 'text' } } },
  'imports.get': { path: () => '/api/admin/imports/none', guest: 401, stranger: 403, invalidInput: null },
  'imports.apply': { path: () => '/api/admin/imports/none/apply', body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { file: 'text' } } },
  'overview.get': { path: () => '/api/admin/overview', guest: 401, stranger: 403, invalidInput: null },
  'claims.list': { path: () => '/api/admin/claims', guest: 401, stranger: 403, invalidInput: null },
  'claims.approve': { path: () => '/api/admin/claims/none/approve', body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { user_id: 'me' } } },
  'claims.reject': { path: () => '/api/admin/claims/none/reject', body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { user_id: 'me' } } },
  'gyms.list': { path: () => '/api/gyms', guest: 200, stranger: null, invalidInput: null },
  'faces.list': { path: () => '/api/faces', guest: 200, stranger: null, invalidInput: { path: () => '/api/faces?gym_id=a&gym_id=b' } },
  'faces.get': { path: ({ faceId }) => `/api/faces/${faceId}`, guest: 200, stranger: null, invalidInput: null },
  'faces.setup': { path: ({ faceId }) => `/api/faces/${faceId}/setup`, guest: 200, stranger: null, invalidInput: null },
  'faces.careCsv': { path: ({ faceId }) => `/api/faces/${faceId}/care.csv`, guest: 200, stranger: null, invalidInput: null },
  'faces.export': { path: ({ faceId }) => `/api/faces/${faceId}/export`, guest: 401, stranger: 403, invalidInput: null },
  'faces.setupByStoktId': { path: () => '/api/faces/by-stokt-id/stokt-face/setup', guest: 200, stranger: null, invalidInput: null },
  'holds.list': { path: ({ faceId }) => `/api/holds?face_id=${faceId}`, guest: 200, stranger: null, invalidInput: { path: () => '/api/holds?face_id=a&face_id=b' } },
  'holds.get': { path: () => '/api/holds/101', guest: 200, stranger: null, invalidInput: { path: () => '/api/holds/bac' } },
  'holds.getByStoktId': { path: () => '/api/holds/by-stokt-id/101', guest: 200, stranger: null, invalidInput: { path: () => '/api/holds/by-stokt-id/9999999999' } },
  'sync.importGym': { path: () => '/api/sync/import/gym', body: () => ({ stokt_id: 'stokt-gym', display_name: 'Petite salle', location_string: 'Ici' }), guest: 401, stranger: 403, invalidInput: { body: { stokt_id: 'stokt-gym' } } },
  'sync.importFace': { path: () => '/api/sync/import/face', body: () => ({ stokt_id: 'none', gym_stokt_id: 'none', picture_path: 'a.jpg' }), guest: 401, stranger: 403, invalidInput: { body: { stokt_id: 'f', gym_stokt_id: 'g', picture_path: '../a.jpg' } } },
  'sync.importUser': { path: () => '/api/sync/import/user', body: () => ({ stokt_id: 'stokt-setter-a', full_name: 'Éléphant Agile' }), guest: 401, stranger: 403, invalidInput: { body: { stokt_id: 5, full_name: 'X' } } },
  'sync.importHold': { path: () => '/api/sync/import/hold', body: () => ({ stokt_id: 7, face_stokt_id: 'none', polygon_str: '0,0 9,0 9,9' }), guest: 401, stranger: 403, invalidInput: { body: { stokt_id: 'bac', face_stokt_id: 'none', polygon_str: '' } } },
  'sync.importClimb': { path: () => '/api/sync/import/climb', body: () => ({ stokt_id: 'none', face_stokt_id: 'none', name: 'X', holds_list: 'S101 T109' }), guest: 401, stranger: 403, invalidInput: { body: { stokt_id: 'none', face_stokt_id: 'none', name: 'X', holds_list: 7 } } },
  'sync.importUsers': { path: () => '/api/sync/import/users/batch', body: () => ({ users: [] }), guest: 401, stranger: 403, invalidInput: { body: { users: {} } } },
  'sync.importHolds': { path: () => '/api/sync/import/holds/batch', body: () => ({ holds: [] }), guest: 401, stranger: 403, invalidInput: { body: { holds: [{}] } } },
  'sync.importClimbs': { path: () => '/api/sync/import/climbs/batch', body: () => ({ climbs: [] }), guest: 401, stranger: 403, invalidInput: { body: { holds: [] } } },
  'sync.stats': { path: () => '/api/sync/stats', guest: 200, stranger: null, invalidInput: null },
  'climbs.list': { path: () => '/api/climbs', guest: 200, stranger: null, invalidInput: { path: () => '/api/climbs?page=0' } },
  'climbs.get': { path: ({ privateClimb }) => `/api/climbs/${privateClimb}`, guest: 404, stranger: 404, invalidInput: null },
  'climbs.getByStoktId': { path: () => '/api/climbs/by-stokt-id/none', guest: 404, stranger: 404, invalidInput: null },
  'climbs.create': { path: () => '/api/climbs', body: ({ faceId }) => ({ face_id: faceId, ...NEW_CLIMB }), guest: 401, stranger: null, invalidInput: { body: { ...NEW_CLIMB, face_id: 'x', setter_id: 'me' } } },
  'climbs.update': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}`, body: () => ({ name: 'Pas à moi' }), guest: 401, stranger: 403, invalidInput: { body: { created_by_id: 'me' } } },
  'climbs.delete': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}`, guest: 401, stranger: 403, invalidInput: null },
  'climbs.restore': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/restore`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { owner: 'me' } } },
  'climbs.publish': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/stokt`, guest: 401, stranger: 404, invalidInput: { body: { user_id: 'you' } } },
  'climbs.setStoktId': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/stokt-id?stokt_id=s-1`, guest: 401, stranger: 403, invalidInput: { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/stokt-id` } },
  'climbs.listHidden': { path: () => '/api/admin/climbs', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/climbs?state=lost' } },
  'climbs.hideMany': { path: () => '/api/admin/climbs/hide', body: ({ publicClimb }) => ({ ids: [publicClimb] }), guest: 401, stranger: 403, invalidInput: { body: { ids: ['x'], filter: {} } } },
  'climbs.showMany': { path: () => '/api/admin/climbs/restore', body: ({ publicClimb }) => ({ ids: [publicClimb] }), guest: 401, stranger: 403, invalidInput: { body: { reason: 'nothing is named' } } },
  'climbs.correctMany': { path: () => '/api/admin/climbs', body: ({ publicClimb }) => ({ ids: [publicClimb], set: { grade_font: '6B' } }), guest: 401, stranger: 403, invalidInput: { body: { filter: { faces: 'all' }, set: { name: 'Autre' } } } },
  'climbs.hide': { path: ({ publicClimb }) => `/api/admin/climbs/${publicClimb}/hide`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'climbs.show': { path: ({ publicClimb }) => `/api/admin/climbs/${publicClimb}/restore`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'climbs.like': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/like`, guest: 401, stranger: 204, invalidInput: { body: { user_id: 'you' } } },
  'climbs.unlike': { path: ({ privateClimb }) => `/api/climbs/${privateClimb}/like`, guest: 401, stranger: 404, invalidInput: null },
  'climbs.addProject': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/project`, guest: 401, stranger: 204, invalidInput: { body: { user_id: 'you' } } },
  'climbs.removeProject': { path: ({ privateClimb }) => `/api/climbs/${privateClimb}/project`, guest: 401, stranger: 404, invalidInput: null },
  'ascents.create': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/ascents`, body: () => ({ is_flash: true }), guest: 401, stranger: 201, invalidInput: { body: { attempts: 0 } } },
  'ascents.list': { path: ({ privateClimb }) => `/api/climbs/${privateClimb}/ascents`, guest: 404, stranger: 404, invalidInput: { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/ascents?page=0` } },
  'ascents.putToday': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/ascent`, body: () => ({ attempts: 3 }), guest: 401, stranger: null, invalidInput: { body: { sent_at: 'today' } } },
  'ascents.deleteToday': { path: ({ privateClimb }) => `/api/climbs/${privateClimb}/ascent`, guest: 401, stranger: 404, invalidInput: null },
  'ascents.update': { path: () => '/api/ascents/none', body: () => ({ attempts: 2 }), guest: 401, stranger: 404, invalidInput: { body: { user_id: 'you' } } },
  'ascents.delete': { path: () => '/api/ascents/none', guest: 401, stranger: 404, invalidInput: null },
  'ascents.mine': { path: () => '/api/users/me/ascents', guest: 401, stranger: 200, invalidInput: { path: () => '/api/users/me/ascents?page=0' } },
  'comments.list': { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/comments`, guest: 200, stranger: 200, invalidInput: { path: ({ publicClimb }) => `/api/climbs/${publicClimb}/comments?page=0` } },
  'comments.create': { path: ({ privateClimb }) => `/api/climbs/${privateClimb}/comments`, body: () => ({ text: 'Belle ligne.' }), guest: 401, stranger: 404, invalidInput: { body: { text: '  ' } } },
  'comments.update': { path: ({ commentId }) => `/api/comments/${commentId}`, body: () => ({ text: 'Très belle ligne.' }), guest: 401, stranger: 403, invalidInput: { body: { text: 'Oui.', user_id: 'you' } } },
  'comments.delete': { path: ({ commentId }) => `/api/comments/${commentId}`, guest: 401, stranger: 403, invalidInput: null },
  'comments.restore': { path: ({ commentId }) => `/api/comments/${commentId}/restore`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { owner: 'me' } } },
  'comments.hide': { path: ({ commentId }) => `/api/admin/comments/${commentId}/hide`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'comments.show': { path: ({ commentId }) => `/api/admin/comments/${commentId}/restore`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'lists.mine': { path: () => '/api/lists', guest: 401, stranger: 200, invalidInput: null },
  'lists.create': { path: () => '/api/lists', body: () => ({ name: 'Projets' }), guest: 401, stranger: 201, invalidInput: { body: { name: ' ' } } },
  'lists.get': { path: ({ listId }) => `/api/lists/${listId}`, guest: 200, stranger: 200, invalidInput: null },
  'lists.update': { path: ({ listId }) => `/api/lists/${listId}`, body: () => ({ name: 'Autre' }), guest: 401, stranger: 403, invalidInput: { body: { owner_id: 'you' } } },
  'lists.delete': { path: ({ listId }) => `/api/lists/${listId}`, guest: 401, stranger: 403, invalidInput: null },
  'lists.addClimb': { path: ({ listId, publicClimb }) => `/api/lists/${listId}/climbs/${publicClimb}`, guest: 401, stranger: 403, invalidInput: { body: { position: 1 } } },
  'lists.removeClimb': { path: ({ listId, publicClimb }) => `/api/lists/${listId}/climbs/${publicClimb}`, guest: 401, stranger: 403, invalidInput: null },
  'lists.order': { path: ({ listId }) => `/api/lists/${listId}/order`, body: ({ publicClimb }) => ({ climb_ids: [publicClimb] }), guest: 401, stranger: 403, invalidInput: { body: { climb_ids: 'all' } } },
  'push.get': { path: () => '/api/push', guest: 401, stranger: 200, invalidInput: null }, 'push.unsubscribe': { path: () => '/api/push', guest: 401, stranger: 204, invalidInput: null }, 'push.subscribe': { path: () => '/api/push', body: () => ({ endpoint: 'https://push.example.org/x', keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) }, kinds: { search: true, project: false, request: false, answer: false } }), guest: 401, stranger: 200, invalidInput: { body: { endpoint: 5 } } }, 'news.list': { path: () => '/api/news', guest: 401, stranger: 200, invalidInput: null }, 'news.see': { path: () => '/api/news/seen', body: () => ({ until: '2026-01-01T00:00:00Z' }), guest: 401, stranger: 204, invalidInput: { body: { until: 'soon' } } }, 'searches.mine': { path: () => '/api/searches', guest: 401, stranger: 200, invalidInput: null },
  'searches.create': { path: () => '/api/searches', body: ({ faceId }) => ({ face_id: faceId, name: 'Dures', query: 'grade_min=7A' }), guest: 401, stranger: 201, invalidInput: { body: { name: 'Dures', query: 7 } } },
  'searches.update': { path: ({ searchId }) => `/api/searches/${searchId}`, body: () => ({ name: 'Autre' }), guest: 401, stranger: 404, invalidInput: { body: { query: 'x' } } },
  'searches.delete': { path: ({ searchId }) => `/api/searches/${searchId}`, guest: 401, stranger: 404, invalidInput: null },
  'annotations.get': { path: () => '/api/holds/101/annotations', guest: 200, stranger: null, invalidInput: { path: () => '/api/holds/-1/annotations' } },
  'annotations.batch': { path: () => '/api/holds/annotations/batch', body: () => ({ hold_ids: [101] }), guest: 200, stranger: null, invalidInput: { body: { hold_ids: ['bac'] } } },
  'annotations.put': { path: () => '/api/holds/101/annotations', body: () => ({ grip_type: 'bac' }), guest: 401, stranger: null, invalidInput: { body: { user_id: 'you', grip_type: 'bac' } } },
  'annotations.renew': { path: () => '/api/holds/101/annotations/renew', body: () => ({ part: 'condition' }), guest: 401, stranger: 404, invalidInput: { body: { part: 'notes' } } },
  'annotations.delete': { path: () => '/api/holds/102/annotations', guest: 401, stranger: 404, invalidInput: { path: () => '/api/holds/0/annotations' } },
  'tasks.create': { path: () => '/api/holds/103/tasks', body: () => ({ kind: 'turn' }), guest: 401, stranger: null, invalidInput: { body: { kind: 'paint' } } },
  'tasks.finish': { path: () => '/api/tasks/none/done', guest: 401, stranger: 404, invalidInput: { body: { done_by_id: 'you' } } },
  'tasks.reopen': { path: () => '/api/tasks/none/reopen', guest: 401, stranger: 404, invalidInput: { body: { done_at: 'never' } } },
  'tasks.delete': { path: ({ taskId }) => `/api/tasks/${taskId}`, guest: 401, stranger: 403, invalidInput: null },
  'locks.list': { path: () => '/api/admin/locks', guest: 401, stranger: 403, invalidInput: null },
  'locks.put': { path: () => '/api/admin/locks/hold/101', body: () => ({ reason: 'dangereuse' }), guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/locks/gym/101' } },
  'locks.putMany': { path: () => '/api/admin/locks', body: () => ({ hold_ids: [101, 102], reason: 'On change ces prises.' }), guest: 401, stranger: 403, invalidInput: { body: { hold_ids: [] } } },
  'locks.removeMany': { path: () => '/api/admin/locks/remove', body: () => ({ hold_ids: [101, 102] }), guest: 401, stranger: 403, invalidInput: { body: { hold_ids: ['bac'] } } },
  'gyms.update': { path: () => '/api/admin/gyms/none', body: () => ({ name: 'La Fabrique' }), guest: 401, stranger: 403, invalidInput: { body: { name: '' } } },
  'faces.update': { path: ({ faceId }) => `/api/admin/faces/${faceId}`, body: () => ({ position: 1 }), guest: 401, stranger: 403, invalidInput: { body: { grid: { corners: [] } } } },
  'holds.remove': { path: () => '/api/admin/holds/103/remove', body: () => ({ reason: 'Cassée.' }), guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/holds/bac/remove' } },
  'holds.return': { path: () => '/api/admin/holds/103/return', body: () => ({}), guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/holds/bac/return' } },
  'notices.list': { path: () => '/api/notices', guest: 200, stranger: null, invalidInput: { path: () => '/api/notices?page=2' } },
  'notices.listAll': { path: () => '/api/admin/notices', guest: 401, stranger: 403, invalidInput: null },
  'notices.create': { path: () => '/api/admin/notices', body: () => ({ feed: 'global', text: 'Le mur est démonté jeudi.' }), guest: 401, stranger: 403, invalidInput: { body: { feed: 'user:me', text: 'Bonjour' } } },
  'notices.update': { path: () => '/api/admin/notices/none', body: () => ({ level: 'danger' }), guest: 401, stranger: 403, invalidInput: { body: { feed: 'global' } } },
  'notices.delete': { path: () => '/api/admin/notices/none', guest: 401, stranger: 403, invalidInput: null },
  'reports.create': { path: () => '/api/reports', body: ({ publicClimb }) => ({ kind: 'climb', id: publicClimb, reason: 'Nom déplacé' }), guest: 401, stranger: 201, invalidInput: { body: { kind: 'gym', id: 'x', reason: 'Nom déplacé' } } },
  'reports.list': { path: () => '/api/admin/reports', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/reports?state=lost' } },
  'reports.resolve': { path: () => '/api/admin/reports/none/resolve', body: () => ({ outcome: 'acted' }), guest: 401, stranger: 403, invalidInput: { body: { outcome: 'forgotten' } } },
  'notes.clear': { path: () => '/api/admin/holds/103/note/clear', body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'marks.remove': { path: ({ faceId }) => `/api/admin/sheets/${faceId}/marks/none/remove`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'locks.delete': { path: () => '/api/admin/locks/hold/101', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/locks/gym/101' } },
  'annotations.annotators': { path: () => '/api/admin/annotations/102', guest: 401, stranger: 403, invalidInput: { path: () => '/api/admin/annotations/bac' } },
  'annotations.remove': { path: ({ owner }) => `/api/admin/annotations/102/${owner.id}`, guest: 401, stranger: 403, invalidInput: { path: ({ owner }) => `/api/admin/annotations/bac/${owner.id}` } },
  'holds.history': { path: () => '/api/holds/101/history', guest: 200, stranger: 200, invalidInput: { path: () => '/api/holds/101/history?page=0' } },
  'sheetVersions.list': { path: ({ faceId }) => `/api/documents/sheet/${faceId}/versions`, guest: 200, stranger: 200, invalidInput: { path: ({ faceId }) => `/api/documents/sheet/${faceId}/versions?page=0` } },
  'sheetVersions.get': { path: ({ faceId }) => `/api/documents/sheet/${faceId}/versions/none`, guest: 404, stranger: 404, invalidInput: null },
  'sheets.beginAnew': { path: ({ faceId }) => `/api/admin/sheets/${faceId}/begin-anew`, body: () => ({}), guest: 401, stranger: 403, invalidInput: { body: { reason: 7 } } },
  'sheetVersions.restore': { path: ({ faceId }) => `/api/documents/sheet/${faceId}/versions/none/restore`, body: () => ({ hold_id: 101 }), guest: 401, stranger: 403, invalidInput: { body: { hold_id: 'bac' } } },
  'feeds.changes': { path: ({ owner }) => `/api/feeds/user:${owner.id}/changes`, guest: 401, stranger: 404, invalidInput: { path: () => '/api/feeds/everything/changes' } },
  'feeds.head': { path: ({ owner }) => `/api/feeds/user:${owner.id}/head`, guest: 401, stranger: 404, invalidInput: { path: () => '/api/feeds/everything/head' } },
  'documents.get': { path: ({ owner, faceId }) => `/api/documents/votes/${faceId}/${owner.id}`, guest: 401, stranger: 404, invalidInput: null },
}

let made = 0
/** A wall once, and for whoever asks next: an owner of climbs, a task and a vote, a stranger and an admin of their own. */
export async function prepareFixtures(app: TestApp, faceId?: string): Promise<Fixtures> {
  const face = faceId ?? (await importTestWall(app.services)).faceId
  const [owner, stranger] = [await app.register(`proprio-${++made}`), await app.register(`etranger-${made}`)]
  const climb = async (values: object) => {
    const { body } = await app.call('POST', '/api/climbs', { token: owner.token, body: { face_id: face, ...NEW_CLIMB, ...values } })
    return (body as { id: string }).id
  }
  const setterId = (await app.services.stores.imports.setters(['stokt-setter-a'], []))[0]?.id ?? ''
  const task = await app.call('POST', '/api/holds/104/tasks', { token: owner.token, body: { kind: 'brush' } })
  await app.call('PUT', '/api/holds/102/annotations', { token: owner.token, body: { grip_type: 'plat' } })
  const publicClimb = await climb({})
  const comment = await app.call('POST', `/api/climbs/${publicClimb}/comments`, { token: owner.token, body: { text: 'Bloc de la semaine.' } })
  const list = await app.call('POST', '/api/lists', { token: owner.token, body: { name: 'Circuit', is_shared: true } })
  const search = await app.call('POST', '/api/searches', { token: owner.token, body: { face_id: face, name: 'Faciles', query: 'grade_max=5' } })
  return {
    faceId: face,
    listId: (list.body as { id: string }).id,
    searchId: (search.body as { id: string }).id,
    commentId: (comment.body as { id: string }).id,
    taskId: (task.body as { id: string }).id,
    setterId,
    admin: await app.admin(),
    owner,
    stranger,
    publicClimb,
    privateClimb: await climb({ is_private: true }),
  }
}
