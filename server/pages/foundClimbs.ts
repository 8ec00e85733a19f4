import { guest } from '../../shared/access/actor'
import type { Climb } from '../../shared/model/climb'
import { parseHoldNumbers, parseWantedHolds } from '../../shared/rules/wantedHolds'
import type { Stores } from '../db/stores/stores'
import { LIST_DRAWN } from '../photos/listPicture'
import { addressedFilter } from '../usecases/climbs/addressedFilter'
import type { SharedSearch } from './sharedSearch'

/** So many wanted holds are called by their names; more are counted. */
const NAMED_MAX = 6

/** What everybody finds with a search, and the names of what it asks for. */
export interface FoundClimbs {
  face_id: string
  count: number
  /** The first of them, newest first. */
  climbs: readonly Climb[]
  search: SharedSearch
  /** The names of setters by their ids, and the labels of holds by their numbers. */
  names: ReadonlyMap<string, string>
}

type Numbers = readonly number[]
const holdsOf = ({ holds = '', not_holds = '' }: SharedSearch): { wanted: Numbers; unwanted: Numbers } =>
  ({ wanted: (parseWantedHolds(holds) ?? []).map(({ id }) => id), unwanted: parseHoldNumbers(not_holds) ?? [] })

/** The wall that the address names, on which its holds are, or the first one. */
async function faceOf(stores: Stores, search: SharedSearch): Promise<string | null> {
  if (search.face_id !== undefined) return search.face_id
  const { wanted, unwanted } = holdsOf(search)
  const [hold] = await stores.walls.holdRows([...wanted, ...unwanted].slice(0, 1))
  return hold?.face_id ?? (await stores.walls.faces({}))[0]?.id ?? null
}

async function namesIn(stores: Stores, search: SharedSearch): Promise<ReadonlyMap<string, string>> {
  const setters = [search.setters, search.not_setters].flatMap(ids => ids?.split(',') ?? [])
  const { wanted, unwanted } = holdsOf(search)
  const named = [wanted, unwanted].flatMap(ids => (ids.length > NAMED_MAX ? [] : ids))
  const holds = await stores.walls.holdRows(named)
  return new Map([...await stores.users.namesOf(setters), ...holds.map(({ id, label }) => [String(id), label] as const)])
}

/** [SHARE-7] Looks for the climbs of a search as a guest does. @returns null if there are none */
export async function foundClimbs(stores: Stores, search: SharedSearch): Promise<FoundClimbs | null> {
  const face_id = await faceOf(stores, search)
  const filter = face_id === null ? null : addressedFilter({ ...search, face_id }, guest)
  if (face_id === null || filter === null) return null
  const page = { page: 1, page_size: LIST_DRAWN }
  const { results, count } = await stores.climbs.list(filter, { userId: null, seesPrivate: false }, page)
  return count === 0 ? null : { face_id, count, climbs: results, search, names: await namesIn(stores, search) }
}
