import type { Stores } from '../db/stores/stores'
import { BoundedMap } from '../concurrency/boundedMap'

/** A page may tell these facts to anybody before its app is there. */
export interface PageFacts {
  wall: { name: string; gym: string; climbs: number; holds: number; picture: string } | null
  /** The public climb of the address. */
  climb: { name: string; grade: string | null; setter: string | null; holds: number; picture: string } | null
}

const NOTHING: PageFacts = { wall: null, climb: null }
/** Answers are kept for so long, and so many of them. */
const [KEPT_MS, KEPT_MAX] = [5_000, 500]

/** Reads a value once for all who ask within a short time. */
function forAMoment<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new BoundedMap<string, { until: number; answer: Promise<T> }>(KEPT_MAX)
  return (key) => {
    const known = kept.get(key)
    if (known && known.until > performance.now()) return known.answer
    const answer = read(key)
    kept.set(key, { until: performance.now() + KEPT_MS, answer })
    return answer
  }
}

/** [PAGE-2] [PAGE-6] The facts of an address: a link that many follow at once asks the database once. */
export function createPageFacts({
  stores,
  isPublic,
}: {
  stores: Stores
  isPublic: boolean
}): (climbId: string | null) => Promise<PageFacts> {
  const walls = forAMoment(async () => {
    const faces = await stores.walls.faces({})
    const gyms = await stores.walls.gymRows([...new Set(faces.map(({ gym_id }) => gym_id))])
    return faces.map(face => ({ ...face, gym: gyms.find(({ id }) => id === face.gym_id)?.name ?? '' }))
  })
  async function climbOf(id: string) {
    const climb = await stores.climbs.get({ id }, { userId: null, seesPrivate: false })
    return climb && !climb.is_private ? climb : null
  }
  const facts = forAMoment(async (climbId): Promise<PageFacts> => {
    const climb = climbId === '' ? null : await climbOf(climbId)
    const faces = await walls('')
    const face = faces.find(({ id }) => id === climb?.face_id) ?? faces[0]
    if (!face) return NOTHING
    return {
      wall: { name: face.name, gym: face.gym, climbs: face.climbs_count, holds: face.holds_count, picture: face.picture_path },
      climb: climb && {
        name: climb.name, grade: climb.shown_grade_font, setter: climb.setter_name, holds: climb.holds_list.split(' ').length,
        // The moment makes messengers ask again for the picture of a climb that changed.
        picture: `/og/climb/${climb.id}.png?v=${encodeURIComponent(climb.updated_at)}`,
      },
    }
  })
  // Even if the database fails, the app opens with the device's own data.
  return climbId => (isPublic ? facts(climbId ?? '').catch(() => NOTHING) : Promise.resolve(NOTHING))
}
