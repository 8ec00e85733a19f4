import type { CallInput, CommandName } from '../../shared/contract/commands'
import { assertion, attestation, HOLD, ids, LATER } from './exampleModels'

const ticket = 'eyJhbGciOiJkaXIifQ..abc'
const token = 'q2X0b1nC4mFz2Zt0XhV9'
const PASSWORD = 'prise-verte-du-fond-7'
const because = { reason: 'Messages injurieux.' }

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
  'annotations.batch': { hold_ids: [HOLD, 828940] },
  'annotations.put': { id: HOLD, grip_type: 'reglette', condition: 'ok' },
  'annotations.renew': { id: HOLD, part: 'condition' },
  'tasks.create': { id: HOLD, kind: 'brush', note: 'Beaucoup de magnésie.' },
  'locks.put': { target: 'hold', id: String(HOLD), reason: 'Cette prise est cassée.' },
  'notices.create': { feed: 'global', level: 'warning', title: 'Fermeture', text: 'Le mur est démonté jeudi à 14 h.', until: LATER },
  'notices.update': { id: ids.other, text: 'Le mur est démonté vendredi à 14 h.' },
  'sheetVersions.restore': { face: ids.face, id: ids.other, hold_id: HOLD },
  'sheets.beginAnew': { face: ids.face, reason: '' },
}
