import type { Stores } from '../db/stores/stores'
import { BoundedMap } from '../concurrency/boundedMap'
import { foundClimbs, type FoundClimbs } from './foundClimbs'
import { sharedSearch } from './sharedSearch'

/** A page may tell these facts to anybody before its app is there. */
export interface PageFacts {
  wall: { name: string; gym: string; climbs: number; holds: number; picture: string } | null
  /** The public climb of the address. */
  climb: { name: string; grade: string | null; setter: string | null; holds: number; picture: string } | null
  /** The shared list of the address. */
  list: { name: string; owner: string; climbs: number; picture: string } | null
  /** The search of the address, if it finds anything. */
  search: Pick<FoundClimbs, 'search' | 'names' | 'count'> & { picture: string } | null
}
/** The thing that an address is about; the id of a search is its normal form. */
export type PageThing = { kind: 'climb' | 'list' | 'search'; id: string } | null

const NOTHING: PageFacts = { wall: null, climb: null, list: null, search: null }
const GUEST = { userId: null, seesPrivate: false }
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
}): (thing: PageThing) => Promise<PageFacts> {
  const walls = forAMoment(async () => {
    const faces = await stores.walls.faces({})
    const gyms = await stores.walls.gymRows([...new Set(faces.map(({ gym_id }) => gym_id))])
    return faces.map(face => ({ ...face, gym: gyms.find(({ id }) => id === face.gym_id)?.name ?? '' }))
  })
  async function climbOf(id: string) {
    const climb = await stores.climbs.get({ id }, GUEST)
    return climb && !climb.is_private ? climb : null
  }
  /** [SHARE-6] A list of no climbs that everybody sees is told like one that is not shared. */
  async function listOf(id: string) {
    const [list] = await stores.lists.rows([id])
    const ids = list?.is_shared ? await stores.lists.visibleIn(id, GUEST) : []
    const [first] = await stores.climbs.rows(ids.slice(0, 1))
    return list && first ? { ...list, face_id: first.face_id, climbs: ids.length } : null
  }
  async function searchOf(address: string) {
    const search = sharedSearch(address)
    return search && foundClimbs(stores, search)
  }
  const facts = forAMoment(async (address): Promise<PageFacts> => {
    const [kind, id = ''] = address.split(' ')
    const search = kind === 'search' ? await searchOf(id) : null
    const climb = kind === 'climb' ? await climbOf(id) : null
    const list = kind === 'list' ? await listOf(id) : null
    const faces = await walls('')
    const face = faces.find(({ id }) => id === (climb ?? list ?? search)?.face_id) ?? faces[0]
    if (!face) return NOTHING
    return {
      wall: { name: face.name, gym: face.gym, climbs: face.climbs_count, holds: face.holds_count, picture: face.picture_path },
      climb: climb && {
        name: climb.name, grade: climb.shown_grade_font, setter: climb.setter_name, holds: climb.holds_list.split(' ').length,
        // The moment makes messengers ask again for the picture of a climb that changed.
        picture: `/og/climb/${climb.id}.png?v=${encodeURIComponent(climb.updated_at)}`,
      },
      list: list && {
        name: list.name, owner: list.owner_name, climbs: list.climbs,
        picture: `/og/list/${list.id}.png?v=${encodeURIComponent(list.updated_at)}`,
      },
      search: search && { search: search.search, names: search.names, count: search.count, picture: `/og/search.png?${id}` },
    }
  })
  // Even if the database fails, the app opens with the device's own data.
  return thing => (isPublic ? facts(thing ? `${thing.kind} ${thing.id}` : '').catch(() => NOTHING) : Promise.resolve(NOTHING))
}
