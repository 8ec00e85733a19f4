import type { Actor } from '../../../shared/access/actor'
import { commands } from '../../../shared/contract/commands'
import { Refusal } from '../../../shared/result'
import type { ClimbFilter } from '../../db/stores/climbs/climbMatches'
import { storedFilter } from './storedFilter'

const DAY = /^\d{4}-\d\d-\d\d$/
const DAY_MS = 86_400_000

/** In the address of the app a day is included whole; over REST it is the moment with which it begins. */
function momentAfter(day: string): string {
  const begins = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(begins) ? day : new Date(begins + DAY_MS).toISOString()
}

/** The filter of a search as it stands in the address of the app. @returns null if a value makes no sense */
export function addressedFilter(address: Readonly<Record<string, string>>, actor: Actor): ClimbFilter | null {
  const { created_until, sort: _sort, order: _order, page: _page, page_size: _size, ...told } = address
  const until = created_until === undefined ? {} : { created_until: DAY.test(created_until) ? momentAfter(created_until) : created_until }
  const asked = commands['climbs.list'].input.safeParse({ ...told, ...until })
  if (!asked.success) return null
  const { page: _first, page_size: _usual, sort: _date, order: _none, ...rest } = asked.data
  try {
    return storedFilter(rest, actor)
  } catch (refusal) {
    // A grade that there is no more.
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}
