import type { Stores } from '../db/stores/stores'

/** What a page may say to anybody before its app is there. */
export interface PageFacts {
  wall: { name: string; gym: string; climbs: number; holds: number; picture: string } | null
  /** The public climb of the address. */
  climb: { name: string; grade: string | null; setter: string | null; holds: number } | null
}

const NOTHING: PageFacts = { wall: null, climb: null }
/** So long an answer is kept, and so many of them. */
const [KEPT_MS, KEPT_MAX] = [5_000, 500]

async function climbOf({ climbs }: Stores, id: string) {
  const climb = await climbs.get({ id }, { userId: null, seesPrivate: false })
  return climb && !climb.is_private ? climb : null
}

async function read(stores: Stores, climbId: string | null): Promise<PageFacts> {
  const climb = climbId === null ? null : await climbOf(stores, climbId)
  const faces = await stores.walls.faces({})
  const face = faces.find(({ id }) => id === climb?.face_id) ?? faces[0]
  if (!face) return NOTHING
  const [gym] = await stores.walls.gymRows([face.gym_id])
  return {
    wall: { name: face.name, gym: gym?.name ?? '', climbs: face.climbs_count, holds: face.holds_count, picture: face.picture_path },
    climb: climb && { name: climb.name, grade: climb.grade_font, setter: climb.setter_name, holds: climb.holds_list.split(' ').length },
  }
}

/** [PAGE-2] The facts of an address, kept for a moment: a link that many follow at once asks the database once. */
export function createPageFacts({ stores, isPublic }: { stores: Stores; isPublic: boolean }): (climbId: string | null) => Promise<PageFacts> {
  const kept = new Map<string, { until: number; facts: Promise<PageFacts> }>()
  return (climbId) => {
    if (!isPublic) return Promise.resolve(NOTHING)
    const key = climbId ?? ''
    const known = kept.get(key)
    if (known && known.until > performance.now()) return known.facts
    // Whatever is wrong with the database, the app opens with what the device keeps.
    const facts = read(stores, climbId).catch(() => NOTHING)
    kept.delete(key)
    kept.set(key, { until: performance.now() + KEPT_MS, facts })
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value ?? '')
    return facts
  }
}
