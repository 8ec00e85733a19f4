/** A climb as Stokt writes it. */
export interface StoktClimb {
  id: string
  name: string
  holdsList: string
  mirrorHoldsList: string | null
  feetRule: string | null
  description?: string
  dateCreated: string
  isPrivate: boolean
  isBenchmark: boolean
  crowdGrade: { ircra: number; hueco: string; font: string; dankyu: string } | null
  faceId: string
  climbSetters: { id: string; fullName: string; avatar: string | null } | null
  climbedBy: number
  totalLikes: number
  totalComments: number
  circuit: string
  tags: string
  angle: string
}

export const climbId = (n: number): string => `0c11b000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const setterId = (n: number): string => `05e77e40-0000-4000-8000-${String(n).padStart(12, '0')}`

const setters = {
  moss: { id: setterId(1), fullName: 'Doigts de Mousse', avatar: null },
  moon: { id: setterId(2), fullName: 'Grimpe-Lune', avatar: null },
  moonRenamed: { id: setterId(2), fullName: 'Grimpe-Lune 🌙', avatar: null },
}

interface Wall {
  faceId: string
  firstHold: number
}

/** Holds by their place on the wall: `S0 O1` stands for the wall's first two. */
const list = (places: string, { firstHold }: Wall): string =>
  places.replace(/\d+/g, place => String(firstHold + Number(place)))

/** An ordinary climb; `n` makes its id. */
export function stoktClimb(n: number, wall: Wall, odd: Partial<StoktClimb> = {}): StoktClimb {
  const { holdsList = 'S0 S1 O8 O14 F3 T44', ...rest } = odd
  return {
    id: climbId(n), name: `Bloc d’essai ${n}`, holdsList: list(holdsList, wall), mirrorHoldsList: '', feetRule: 'Tous pieds',
    dateCreated: `2024-0${1 + (n % 9)}-11T18:30:00.${String(n).padStart(6, '0')}+02:00`, isPrivate: false, isBenchmark: false,
    crowdGrade: { ircra: 15.5, hueco: 'V2', font: '6A', dankyu: '4Q' }, faceId: wall.faceId, climbSetters: setters.moss,
    climbedBy: 3, totalLikes: 1, totalComments: 0, circuit: '', tags: '', angle: '', ...rest,
  }
}

/** The subject of each number, for tests to name. */
export const odd = {
  startAndTop: 1, otherAndTop: 2, oneLetter: 3, emoji: 4, longName: 5, ungraded: 6, oneStart: 7, twoTops: 8, circuit: 9,
  microseconds: 10, strangeFeetRule: 11, hidden: 12, benchmark: 13, mirror: 14, tags: 15, renamedSetter: 16, crowdGrade: 17,
  repeated: 18, anonymous: 19,
} as const

/** Every oddity of real exports that domain.md names, one a climb. */
export function oddClimbs(wall: Wall): { older: StoktClimb[]; newer: StoktClimb[] } {
  const climb = (kind: keyof typeof odd, fields: Partial<StoktClimb>) => stoktClimb(odd[kind], wall, fields)
  const older = [
    climb('startAndTop', { name: 'Un seul geste', holdsList: 'S7 O8 T7' }),
    climb('otherAndTop', { name: 'Aller-retour', holdsList: 'S0 O13 O20 T20' }),
    climb('oneLetter', { name: 'Z' }),
    climb('emoji', { name: '🗿🗿' }),
    climb('longName', { name: 'La très longue traversée du dévers de gauche' }),
    climb('ungraded', { crowdGrade: { ircra: 0, hueco: '?', font: '?', dankyu: '?' } }),
    climb('oneStart', { holdsList: 'S2 O9 T45' }),
    climb('twoTops', { holdsList: 'S0 S1 O14 T44 T45' }),
    climb('circuit', { circuit: '[{"x":"50.00","y":50,"id":901,"value":"1"}]' }),
    climb('microseconds', { dateCreated: '2023-03-24T14:25:47.030423-05:00' }),
    climb('strangeFeetRule', { feetRule: 'Pieds bleus seulement' }),
    climb('hidden', { isPrivate: true }),
    climb('benchmark', { isBenchmark: true }),
    climb('mirror', { mirrorHoldsList: list('S5 S4 O9 O15 F2 T43', wall) }),
    climb('tags', { tags: 'Pinchy,Powerful' }),
    climb('renamedSetter', { climbSetters: setters.moon, dateCreated: '2023-05-01T10:00:00.000001+02:00' }),
    climb('crowdGrade', { crowdGrade: { ircra: 18.25, hueco: 'V4', font: '6B+', dankyu: '2Q' } }),
    climb('repeated', { climbedBy: 4 }),
    climb('anonymous', { climbSetters: null, crowdGrade: null, feetRule: null, mirrorHoldsList: null }),
  ]
  const newer = [
    climb('repeated', { climbedBy: 5 }),
    stoktClimb(20, wall, { climbSetters: setters.moonRenamed, dateCreated: '2025-03-02T10:00:00+01:00' }),
  ]
  return { older, newer }
}
