import { stoktClimb, type StoktClimb } from './stoktClimbs'
import { FACE_ID, FIRST_HOLD, gym, GYM_ID, setup } from './stoktExport'

export const STOKT_TOKEN = 'the-token-of-the-gym-7d1f0c'
const DAY_MS = 86_400_000

export interface StoktPerson {
  id: string
  fullName: string
  username: string
  password: string
  token: string
}
interface SocialUser {
  id: string
  fullName: string
  avatar: null
}
interface Social {
  sends: { id: string; effortBy: SocialUser; effortDate: string; isFlash: boolean; attemptsNumber: number; gradeFeel: number }[]
  comments: { id: string; user: SocialUser; text: string; date: string; repliedToId: string | null }[]
  likes: { user: SocialUser }[]
}

/** The content of Stokt; a test changes it as people would. */
export interface StoktWorld {
  gymId: string
  faceId: string
  summary: ReturnType<typeof gym>['gym_summary']
  walls: ReturnType<typeof gym>['walls']
  setups: Map<string, ReturnType<typeof setup>>
  photos: Map<string, Buffer>
  climbs: StoktClimb[]
  people: StoktPerson[]
  /** The counters of climbs; of one that is not here they follow from the climb itself. */
  social: Map<string, Social>
  /** By the token of a person: ids of climbs. */
  liked: Map<string, string[]>
  sent: Map<string, string[]>
  bookmarked: Map<string, string[]>
}

const user = (n: number) => ({ id: `person-${n}`, fullName: `Personne ${n}`, avatar: null })

/** So many sends, comments and likes. */
export const socialOf = (sends: number, comments: number, likes: number): Social => ({
  sends: Array.from({ length: sends }, (_, n) => ({
    id: `send-${n}`, effortBy: user(n), effortDate: '2026-01-01T10:00:00Z', isFlash: n % 3 === 0, attemptsNumber: 1 + (n % 4), gradeFeel: (n % 3) - 1,
  })),
  comments: Array.from({ length: comments }, (_, n) => ({ id: `comment-${n}`, user: user(n), text: `Mot ${n}`, date: '2026-01-01T10:00:00Z', repliedToId: null })),
  likes: Array.from({ length: likes }, (_, n) => ({ user: user(n) })),
})

/** A climb of this number that was made so many days before `now`. */
export const agedClimb = (n: number, days: number, now: number, rest: Partial<StoktClimb> = {}): StoktClimb =>
  stoktClimb(n, { faceId: FACE_ID, firstHold: FIRST_HOLD }, { dateCreated: new Date(now - days * DAY_MS - n).toISOString(), ...rest })

/** A gym with one wall and so many holds and climbs, the newest nine days old. */
export function stoktWorld({ climbs, holds, now, photo }: { climbs: number; holds: number; now: number; photo: Buffer }): StoktWorld {
  const { gym_summary, walls } = gym()
  const face = setup(holds)
  return {
    gymId: GYM_ID,
    faceId: FACE_ID,
    summary: gym_summary,
    walls,
    setups: new Map([[FACE_ID, face]]),
    photos: new Map([[face.picture.name, photo]]),
    climbs: Array.from({ length: climbs }, (_, n) => agedClimb(1000 + n, 9 + n, now)),
    people: [{ id: '05e77e40-0000-4000-8000-000000000001', fullName: 'Doigts de Mousse', username: 'mousse', password: 'mousse-verte', token: 'token-of-moss' }],
    social: new Map(),
    liked: new Map(),
    sent: new Map(),
    bookmarked: new Map(),
  }
}
