import { CONDITIONS, DIFFICULTIES, GRIP_TYPES } from '../../../shared/model/annotationParts'

/** The password of everybody who has an account there. */
export const OLD_PASSWORD = 'vieux-mot-de-passe-du-pan'

const uuid = (kind: string, n: number): string => `${kind.padEnd(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const two = (n: number): string => String(n).padStart(2, '0')
/** A moment as PostgreSQL takes it, without a zone. */
const moment = (n: number, micros = 0): string =>
  `2024-${two(1 + (n % 12))}-${two(1 + (n % 28))} ${two(n % 24)}:30:00.${String(micros).padStart(6, '0')}`

export const oldIds = {
  gym: uuid('aa', 1), ownGym: uuid('aa', 2), face: uuid('fa', 1), ownFace: uuid('fa', 2),
  user: (n: number) => uuid('be', n), climb: (n: number) => uuid('cb', n), stoktGym: uuid('a5', 1),
  stoktFace: uuid('f5', 1), stoktUser: (n: number) => uuid('b5', n), stoktClimb: (n: number) => uuid('c5', n),
}
export const PICTURE = { path: `walls/${oldIds.stoktFace}/photo.jpg`, width: 600, height: 800 }
const OWN_PICTURE = 'local/petit-pan.jpg'

export const STOKT_HOLDS = 120
export const OWN_HOLDS = 40
export const FIRST_STOKT_HOLD = 829_001
/** Accounts come first, then setters. */
export const USERS = 79
export const ACCOUNTS = 14
export const CLIMBS = 1000
export const ANNOTATIONS = 2000

/** People with something special about them, by their number. */
export const people = {
  admin: 1, plain: 2, creator: 3, brokenHash: 10, deactivated: 11, upper: 12, lower: 13, forgetful: 14, setter: 20,
} as const
/** Climbs with something special about them, by their number. The last hundred are of the wall that was made there. */
export const traps = {
  blanks: 1, smallGrade: 2, ircraAlone: 3, ungraded: 4, anyText: 5, strangeHold: 6, noHold: 7, owned: 8, ownerless: 9, private: 10,
  mapped: 11,  startAndTop: 12, ownWall: 950, strangeGrade: 13, badRating: 14, mirror: 15,
} as const
/** Climbs that cannot come over. */
export const LOST_CLIMBS = 3

type Row = Record<string, unknown>

const polygon = (n: number, columns = 12): string => {
  const [x, y] = [30 + (n % columns) * 45, 30 + Math.floor(n / columns) * 45]
  return `${x},${y} ${x + 20},${y} ${x + 20},${y + 20} ${x},${y + 20}`
}

function holds(): Row[] {
  const ofStokt = Array.from({ length: STOKT_HOLDS }, (_, n) => ({
    id: n + 1, stokt_id: FIRST_STOKT_HOLD + n, face_id: oldIds.face, polygon_str: polygon(n),
    centroid_x: 40 + (n % 12) * 45,
    centroid_y: 40 + Math.floor(n / 12) * 45, area: 400, center_tape_str: '40 50 40 80',
  }))
  // These have nothing but their polygon.
  const ownHold = (n: number) => ({ id: STOKT_HOLDS + n + 1, face_id: oldIds.ownFace, polygon_str: polygon(n, 8) })
  const own = Array.from({ length: OWN_HOLDS }, (_, n) => ownHold(n))
  return [...ofStokt, ...own]
}

function account(n: number, password_hash: string): Row {
  const name = n === people.upper ? 'Loutre' : n === people.lower ? 'loutre' : `grimpeur${n}`
  return {
    id: oldIds.user(n), full_name: `Grimpeur ${n}`, email: `${name}@example.org`, username: name,
    password_hash: n === people.brokenHash ? 'sha256$abc' : password_hash, is_active: n !== people.deactivated,
    role: n === people.admin ? 'admin' : 'user', created_at: moment(n, 123_456), updated_at: moment(n + 1), last_login_at: '2025-06-01 12:00:00.5',
    ...(n === people.forgetful ? { reset_token: 'a-code-that-must-not-come', reset_token_expires: '2099-01-01 00:00:00' } : {}),
  }
}

const users = (hash: string): Row[] => Array.from({ length: USERS }, (_, index) => {
  const n = index + 1
  if (n <= ACCOUNTS) return account(n, hash)
  return { id: oldIds.user(n), stokt_id: oldIds.stoktUser(n), full_name: `Ouvreur ${n}`, source: 'stokt', created_at: moment(n) }
})

const stoktHold = (n: number): number => FIRST_STOKT_HOLD + (n % STOKT_HOLDS)
const serialHold = (n: number): number => STOKT_HOLDS + 1 + (n % OWN_HOLDS)
const listOf = (number: (n: number) => number, n: number): string =>
  `S${number(n)} O${number(n + 1)} O${number(n + 7)} F${number(n + 11)} T${number(n + 20)}`

/** Climbs from number 850 on were made there; from 900 on they lie on the wall that was made there. */
function climb(n: number): Row {
  const [isStokt, isOwnWall] = [n < 850, n >= 900]
  return {
    id: oldIds.climb(n), stokt_id: isStokt ? oldIds.stoktClimb(n) : null, face_id: isOwnWall ? oldIds.ownFace : oldIds.face,
    setter_id: isStokt ? oldIds.user(ACCOUNTS + 1 + (n % (USERS - ACCOUNTS))) : oldIds.user(1 + (n % 9)),
    created_by_id: isStokt ? null : oldIds.user(1 + (n % 9)), name: `Bloc ${n}`, holds_list: listOf(isOwnWall ? serialHold : stoktHold, n),
    grade_font: at(['6A', '6B+', '7A', '5+'], n), grade_ircra: at([15.75, 18, 20.5, 15], n),
    feet_rule: 'Tous pieds', climbed_by: n % 7, total_likes: n % 5,
    source: isStokt ? 'stokt' : 'mastoc', created_at: moment(n, n), synced_at: isStokt ? '2025-05-01 03:00:00' : null,
    ...TRAPS[n],
  }
}

const TRAPS: Record<number, Row> = {
  [traps.blanks]: { holds_list: `  S${stoktHold(1)}  O${stoktHold(2)}   T${stoktHold(3)} ` },
  [traps.smallGrade]: { grade_font: '6c+', grade_ircra: null },
  [traps.ircraAlone]: { grade_font: null, grade_ircra: 16.25 },
  [traps.ungraded]: { grade_font: null, grade_ircra: null },
  [traps.anyText]: { holds_list: 'tout droit puis à gauche' },
  [traps.strangeHold]: { holds_list: `S${stoktHold(1)} T777777` },
  [traps.noHold]: { holds_list: '   ' },
  [traps.owned]: { created_by_id: oldIds.user(people.creator), personal_notes: 'talon à droite', personal_rating: 4, is_project: true },
  [traps.ownerless]: { personal_notes: 'de personne', is_project: true },
  [traps.private]: { is_private: true, created_by_id: oldIds.user(people.creator) },
  [traps.mapped]: { stokt_id: null, source: 'mastoc' },
  [traps.startAndTop]: { holds_list: `S${stoktHold(5)} O${stoktHold(6)} T${stoktHold(5)} O${stoktHold(6)}` },
  [traps.strangeGrade]: { grade_font: 'V5', grade_ircra: null },
  [traps.badRating]: { created_by_id: oldIds.user(people.creator), personal_rating: 9 },
  [traps.mirror]: { mirror_holds_list: `S${stoktHold(9)}  T${stoktHold(8)}` },
}

/** Annotations with something special about them, by their number. */
const oddAnnotations = { strangeGrip: 0, saysNothing: 1, longNotes: 2, neverChanged: 3 } as const
const ODD: Record<number, Row> = {
  [oddAnnotations.strangeGrip]: { grip_type: 'boule', condition: 'ok' },
  [oddAnnotations.saysNothing]: { grip_type: null, condition: '', difficulty: null, notes: null },
  [oddAnnotations.longNotes]: { notes: 'n'.repeat(3000) },
  [oddAnnotations.neverChanged]: { updated_at: null },
}

/** One of each hold by each account, until there are enough. */
const annotations = (): Row[] => Array.from({ length: ANNOTATIONS }, (_, n) => ({
  id: uuid('ab', n), hold_id: 1 + (n % (STOKT_HOLDS + OWN_HOLDS)), user_id: oldIds.user(1 + Math.floor(n / (STOKT_HOLDS + OWN_HOLDS))),
  grip_type: at(GRIP_TYPES, n % 4), condition: at(CONDITIONS, n % 3), difficulty: at(DIFFICULTIES, n), notes: n % 5 === 0 ? `note ${n}` : null,
  created_at: moment(n, 7), updated_at: '2026-11-01 10:00:00.000001', ...ODD[n],
}))

export type OldTables = Record<'gyms' | 'faces' | 'holds' | 'users' | 'climbs' | 'hold_annotations' | 'id_mappings', Row[]>

/** Everything that the Python server of the first gym holds, generated, with each of its traps. */
export const oldRows = (passwordHash: string): OldTables => ({
  gyms: [
    {
      id: oldIds.gym, stokt_id: oldIds.stoktGym, display_name: 'Salle des Essais', location_string: 'Nulle-Part', source: 'stokt',
      created_at: moment(1),
    },
    { id: oldIds.ownGym, display_name: 'Garage', source: 'mastoc', created_at: moment(2) },
  ],
  faces: [
    {
      id: oldIds.face, stokt_id: oldIds.stoktFace, gym_id: oldIds.gym, picture_path: PICTURE.path, picture_width: PICTURE.width,
      picture_height: PICTURE.height, feet_rules_options: JSON.stringify(['Tous pieds', 'Pieds des mains', 5, '']), source: 'stokt',
      synced_at: '2025-05-01 03:00:00', created_at: moment(1),
    },
    {
      id: oldIds.ownFace, gym_id: oldIds.ownGym, picture_path: OWN_PICTURE, feet_rules_options: JSON.stringify({ none: true }),
      created_at: moment(3),
    },
  ],
  holds: holds(),
  users: users(passwordHash),
  climbs: Array.from({ length: CLIMBS }, (_, index) => climb(index + 1)),
  hold_annotations: annotations(),
  id_mappings: [
    {
      entity_type: 'climb', mastoc_id: oldIds.climb(traps.mapped), stokt_id: oldIds.stoktClimb(9999), sync_direction: 'mastoc_to_stokt',
      synced_at: '2025-05-01 03:00:00',
    },
  ],
})
