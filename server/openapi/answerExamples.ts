import type { commands, CommandName, Output } from '../../shared/contract/commands'
import {
  adminUser, annotation, apiKey, AT, claim, climb, climbRow, consensus, creationOptions, CURSOR, face, feedHead, gym, hold, HOLD, ids, invite, LATER, lock, publicUser, requestOptions, sheetVersion, task, user,
} from './exampleModels'

const page = <T>(row: T) => ({ results: [row], count: 1, page: 1, page_size: 50 })
const message = (text: string) => ({ message: text })
const tokens = { access_token: 'eyJhbGciOiJIUzI1NiJ9.e30.abc', refresh_token: 'q2X0b1nC4mFz2Zt0XhV9', token_type: 'bearer', expires_in: 600 } as const
const loggedIn = { ...tokens, user_id: ids.user, email: 'belette@example.org', username: 'belette', full_name: 'Belette', role: 'user' } as const
const passkey = { id: 'mFz2Zt0XhV9b1nC4', name: 'phone', created_at: AT, last_used_at: null }
const recovery_codes = ['k7m2p9-a4hj9w-zc5dfg-2mnp8r', '8rtvb4-hj9wzc-5dfgk7-qx2mnp']
const ticket = { ticket: 'eyJhbGciOiJkaXIifQ..abc', expires_in: 300 }
const setup = {
  id: ids.face, stokt_id: null, is_active: true, total_climbs: 1, picture: { name: face.picture_path, width: 2263, height: 3000 }, small_picture: null, feet_rules_options: ['Tous pieds', 'Pieds des mains'], has_symmetry: false, holds: [hold],
}
const annotated = { hold_id: HOLD, consensus, user_annotation: annotation }

type Answering = { [C in CommandName]: (typeof commands)[C] extends { status: 204 } ? never : C }[CommandName]

/** What each command may answer. */
export const answerExamples: { [C in Answering]: Output<C> } = {
  'auth.register': { id: ids.user, email: 'belette@example.org', username: 'belette', full_name: 'Belette', message: 'Compte créé.' },
  'auth.registration': { mode: 'open' },
  'auth.checkInvite': { state: 'good', expires_at: LATER },
  'auth.login': loggedIn,
  'auth.factor': loggedIn,
  'auth.passkeyOptions': { ...ticket, options: requestOptions },
  'auth.passkey': loggedIn,
  'auth.refresh': tokens,
  'auth.logout': message('Déconnecté.'),
  'auth.requestReset': message('Si un compte utilise cette adresse, nous venons de lui envoyer un e-mail.'),
  'auth.checkReset': { email: 'belette@example.org', username: 'belette', full_name: 'Belette' },
  'auth.confirmReset': message('Mot de passe changé.'),
  'auth.confirmEmail': { message: 'Adresse confirmée.', email: 'belette@example.org' },
  'users.sendConfirmation': message('Nous vous avons envoyé un e-mail.'),
  'users.changePassword': message('Mot de passe changé.'),
  'users.sessions': { results: [{ id: ids.other, label: 'Firefox · Android', address: '203.0.113.7', created_at: AT, used_at: AT, expires_at: LATER, is_current: true }] },
  'users.endOtherSessions': { ended: 2 },
  'passkeys.list': { results: [passkey], recovery_codes: { left: 10, made_at: AT } },
  'passkeys.challenge': { ...ticket, options: requestOptions },
  'passkeys.begin': { ...ticket, options: creationOptions },
  'passkeys.add': { passkey, recovery_codes },
  'passkeys.rename': passkey,
  'passkeys.newCodes': { recovery_codes },
  'users.me': user,
  'users.updateMe': user,
  'users.askDeletion': { deletes_at: LATER },
  'users.exportMe': {
    exported_at: AT, account: user, avatar: null, climbs: [climbRow], bin: [], annotations: [{ ...annotation, condition_at: AT, hold_id: HOLD, face_id: ids.face }], remarks: [], tasks: [task], claims: [],
    history: [{ at: AT, action: 'session.login', target_kind: 'user', target_id: ids.user, address: '203.0.113.7' }],
    sessions: [{ label: 'Firefox · Android', address: '203.0.113.7', created_at: AT, used_at: AT, ended_at: null }],
    passkeys: [], recovery_codes: { left: 0, made_at: null }, mails: [{ kind: 'newDevice', created_at: AT, done_at: AT }],
  },
  'users.bin': { results: [{ id: ids.climb, state: 'deleted', reason: null, at: AT, until: LATER, by_me: true, climb: climbRow }], count: 1 },
  'users.setAvatar': { message: 'Photo enregistrée.', avatar_path: `avatars/${ids.other}.webp` },
  'users.get': publicUser,
  'users.claim': claim,
  'users.list': page({ ...adminUser, sessions_count: 1 }),
  'users.deactivate': { ...adminUser, is_active: false, inactive_until: LATER },
  'users.reactivate': adminUser,
  'users.mute': { ...adminUser, muted_until: LATER },
  'users.unmute': adminUser,
  'users.promote': { ...adminUser, role: 'admin' },
  'users.demote': adminUser,
  'users.endAllSessions': { ended: 2 },
  'users.resetFactor': adminUser,
  'users.setEmail': adminUser,
  'audit.list': page({
    id: ids.other, at: AT, actor_kind: 'user', actor_id: ids.admin, actor_name: 'Alex', action: 'user.mute', target_kind: 'user', target_id: ids.user, target_name: 'Belette', names: {}, detail: { until: LATER, reason: '' }, address: '203.0.113.7',
  }),
  'apiKeys.list': { results: [apiKey] },
  'apiKeys.create': { ...apiKey, key: 'q2X0b1nC4mFz2Zt0XhV9' },
  'invites.list': { results: [invite] },
  'invites.create': { ...invite, token: 'q2X0b1nC4mFz2Zt0XhV9', path: '/invitation#q2X0b1nC4mFz2Zt0XhV9' },
  'claims.list': { results: [{ ...claim, user_name: 'Belette', setter_name: 'Belette B.', climbs_count: 12 }] },
  'claims.approve': adminUser,
  'claims.reject': { ...claim, state: 'rejected' },
  'gyms.list': [gym],
  'faces.list': [face],
  'faces.get': face,
  'faces.setup': setup,
  'faces.careCsv': 'Hold,Type,Colour\r\nD9,crimp,red\r\n',
  'faces.setupByStoktId': setup,
  'holds.list': { results: [hold], count: 1 },
  'holds.get': hold,
  'holds.getByStoktId': hold,
  'sync.stats': { gyms: 1, faces: 1, holds: 776, climbs: 1017, users: 42, climbs_synced: 1000, climbs_local: 17 },
  'climbs.list': page(climb),
  'climbs.get': climb,
  'climbs.getByStoktId': climb,
  'climbs.create': climb,
  'climbs.update': { ...climb, name: 'Ligne très claire', updated_at: LATER },
  'climbs.restore': climb,
  'climbs.setStoktId': { message: 'Identifiant Stokt enregistré.', stokt_id: '61a44a24' },
  'annotations.get': annotated,
  'annotations.batch': { annotations: { [HOLD]: annotated } },
  'annotations.put': annotation,
  'annotations.renew': annotation,
  'tasks.create': task,
  'tasks.finish': { ...task, done_by_id: ids.user, done_by_name: 'Belette', done_at: LATER },
  'tasks.reopen': task,
  'locks.list': { results: [{ ...lock, face_name: face.name, hold_label: 'D9', locked_by_kind: 'user', locked_by_id: ids.admin, locked_by_name: 'Alex' }] },
  'locks.put': lock,
  'annotations.annotators': page({ user_id: ids.user, user_name: 'Belette', parts: ['grip_type', 'condition'], updated_at: AT }),
  'holds.history': page({ id: ids.other, at: AT, kind: 'task', detail: { task_id: ids.other, task: 'brush', action: 'asked' }, actor_id: null, actor_name: null }),
  'sheetVersions.list': page(sheetVersion),
  'sheetVersions.get': { ...sheetVersion, notes: { [HOLD]: 'Tourne un peu.' }, marks: {} },
  'sheetVersions.restore': { hold_id: HOLD, text: 'Tourne un peu.' },
  'sheets.beginAnew': { face_id: ids.face, epoch: feedHead.epoch, notes_count: 1, marks_count: 0 },
  'feeds.changes': { mode: 'delta', rows: [{ kind: 'climb', id: ids.climb, rev: 1204, op: 'put', value: climbRow }], cursor: CURSOR, at: AT, more: false },
  'feeds.head': feedHead,
  'documents.get': { name: `sheet/${ids.face}`, epoch: feedHead.epoch, mode: 'ro' },
}
