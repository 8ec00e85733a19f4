import type { CallInput, CommandName } from '../../shared/contract/commands'
import { HOLD, ids, LATER } from './exampleModels'
import { assertion, attestation } from './passkeyExamples'

const ticket = 'eyJhbGciOiJkaXIifQ..abc'
const token = 'q2X0b1nC4mFz2Zt0XhV9'
const PASSWORD = 'prise-verte-du-fond-7'
const because = { reason: 'Messages injurieux.' }

const gymRow = { stokt_id: 'a5000000-0000-4000-8000-000000000001', display_name: 'La Fabrique', location_string: 'Lyon' }
const faceRow = {
  stokt_id: 'f5000000-0000-4000-8000-000000000001', gym_stokt_id: gymRow.stokt_id, picture_path: 'faces/grand-mur.jpg', picture_width: 2263,
  picture_height: 3000, feet_rules_options: ['Tous pieds'], has_symmetry: false,
}
const userRow = { stokt_id: 'b5000000-0000-4000-8000-000000000001', full_name: 'Belette' }
const holdRow = {
  stokt_id: HOLD, face_stokt_id: faceRow.stokt_id, polygon_str: '560,612 612,600 640,655 590,690', centroid_x: 600.5, centroid_y: 639.25,
  area: 4210.5, path_str: '', center_tape_str: '600 640 600 700', right_tape_str: '610 640 640 690', left_tape_str: '590 640 560 690',
}
const climbRow = {
  stokt_id: 'c5000000-0000-4000-8000-000000000001', face_stokt_id: faceRow.stokt_id, setter_stokt_id: userRow.stokt_id,
  name: 'Ligne claire',
  holds_list: 'S828933 O828940 T829002', grade_font: '6A+', grade_ircra: 16.5, feet_rule: 'Tous pieds', description: '', is_private: false,
  climbed_by: 3, total_likes: 1, date_created: '2024-05-01T18:00:00Z',
}

/** An example of each command's whole input, including the fields in the address. */
export const requestExamples: { [C in CommandName]?: CallInput<C> } = {
  'auth.register': { email: 'belette@example.org', username: 'belette', password: PASSWORD, full_name: 'Belette' },
  'auth.checkInvite': { invite: token },
  'auth.login': { username: 'belette', password: PASSWORD },
  'auth.factor': { ticket, recovery_code: 'k7m2p9-a4hj9w-zc5dfg-2mnp8r' },
  'auth.passkey': { ticket, assertion },
  'auth.refresh': { refresh_token: token },
  'auth.logout': { refresh_token: token },
  'auth.requestReset': { email: 'belette@example.org' },
  'auth.checkReset': { token },
  'auth.confirmReset': { token, new_password: PASSWORD },
  'auth.confirmEmail': { token },
  'users.changePassword': { current_password: 'volume-bleu-du-haut', new_password: PASSWORD },
  'passkeys.begin': { proof: { current_password: PASSWORD } },
  'passkeys.add': { ticket, credential: attestation, name: 'phone' },
  'passkeys.rename': { id: 'mFz2Zt0XhV9b1nC4', name: 'old phone' },
  'passkeys.remove': { id: 'mFz2Zt0XhV9b1nC4', proof: { current_password: PASSWORD } },
  'passkeys.newCodes': { proof: { ticket, assertion } },
  'users.updateMe': { full_name: 'Belette', language: 'fr', colour: '#0e7490' },
  'users.askDeletion': { current_password: PASSWORD },
  'users.deactivate': { id: ids.user, ...because },
  'users.reactivate': { id: ids.user, reason: '' },
  'users.mute': { id: ids.user, ...because, until: LATER },
  'users.unmute': { id: ids.user, reason: '' },
  'users.promote': { id: ids.user, reason: '' },
  'users.demote': { id: ids.user, reason: '' },
  'users.endAllSessions': { id: ids.user, reason: 'Téléphone perdu.' },
  'users.resetFactor': { id: ids.user, reason: 'Téléphone perdu.' },
  'users.setEmail': { id: ids.setter, email: 'belette@example.org' },
  'users.rename': { id: ids.user, full_name: 'Belette B.', reason: 'Faute de frappe.' },
  'users.removeContent': { id: ids.user, since: '2026-05-01T18:00:00.000Z', reason: 'Notes injurieuses.' },
  'users.resetLetter': { id: ids.user, reason: '' },
  'audit.undo': { id: ids.other, reason: 'Une erreur de ma part.' },
  'apiKeys.create': { name: 'display at the entrance', scopes: ['read'] },
  'invites.create': { uses: 10, expires_in_days: 7 },
  'climbs.create': {
    face_id: ids.face,
    name: 'Ligne claire',
    holds_list: 'S828933 O828940 F828951 T829002',
    grade_font: '6A+',
    feet_rule: 'Tous pieds',
  },
  'climbs.update': { id: ids.climb, name: 'Ligne très claire' },
  'climbs.hideMany': { filter: { face_id: ids.face, search: 'essai' }, reason: 'Doublons.' },
  'climbs.showMany': { ids: [ids.climb], reason: '' },
  'climbs.correctMany': { ids: [ids.climb], set: { grade_font: '6B', is_benchmark: true }, reason: 'Cotation revue.' },
  'climbs.hide': { id: ids.climb, reason: 'Doublon.' },
  'climbs.show': { id: ids.climb, reason: '' },
  'ascents.create': { id: ids.climb, is_flash: true, grade_font: '6B' },
  'ascents.putToday': { id: ids.climb, attempts: 3, notes: 'Le pied gauche d’abord.' },
  'ascents.update': { id: ids.other, attempts: 4 },
  'comments.create': { climb_id: ids.climb, text: 'Le deuxième mouvement est plus simple en crochet talon.', replied_to_id: null },
  'comments.update': { id: ids.other, text: 'Le deuxième mouvement passe aussi en crochet pointe.' },
  'comments.hide': { id: ids.other, reason: 'Insulte.' },
  'comments.show': { id: ids.other, reason: '' },
  'annotations.batch': { hold_ids: [HOLD, 828940] },
  'annotations.put': { id: HOLD, grip_type: 'reglette', condition: 'ok' },
  'annotations.renew': { id: HOLD, part: 'condition' },
  'tasks.create': { id: HOLD, kind: 'brush', note: 'Beaucoup de magnésie.' },
  'locks.put': { target: 'hold', id: String(HOLD), reason: 'Cette prise est cassée.', until: LATER },
  'locks.putMany': { hold_ids: [HOLD, 828940], reason: 'On change ces prises.', until: LATER },
  'locks.removeMany': { hold_ids: [HOLD, 828940], reason: '' },
  'gyms.update': { id: ids.gym, name: 'La Fabrique', location: 'Lyon 7e' },
  'faces.update': {
    id: ids.face,
    name: 'Grand mur',
    rename_feet_rule: { from: 'Tous pieds', to: 'Tous les pieds' },
    grid: { corners: [[105, 65], [2200, 70], [2210, 2790], [95, 2800]], columns: ['1', '2', '3'], rows: ['A', 'B', 'C'] },
  },
  'holds.remove': { id: HOLD, reason: 'Cassée, en commande.' },
  'holds.return': { id: HOLD, reason: '' },
  'notices.create': { feed: 'global', level: 'warning', title: 'Fermeture', text: 'Le mur est démonté jeudi à 14 h.', until: LATER },
  'notices.update': { id: ids.other, text: 'Le mur est démonté vendredi à 14 h.' },
  'reports.create': { kind: 'climb', id: ids.climb, reason: 'Le nom est une insulte.' },
  'reports.resolve': { id: ids.other, outcome: 'acted', answer: 'Le texte est corrigé.' },
  'notes.clear': { id: HOLD, reason: 'Ce texte ne parle pas de la prise.' },
  'marks.remove': { face: ids.face, mark: 'm1', reason: '' },
  'sheetVersions.restore': { face: ids.face, id: ids.other, hold_id: HOLD },
  'sync.importGym': gymRow,
  'sync.importFace': faceRow,
  'sync.importUser': userRow,
  'sync.importHold': holdRow,
  'sync.importClimb': climbRow,
  'sync.importUsers': { users: [userRow] },
  'sync.importHolds': { holds: [holdRow] },
  'sync.importClimbs': { climbs: [climbRow] },
  'users.linkStokt': { username: 'belette', password: PASSWORD },
  'sources.syncStokt': { mode: 'full' },
  'sheets.beginAnew': { face: ids.face, reason: '' },
}
