import type { LocationQuery } from 'vue-router'

/** Two names that the address of a search had before it took those of `GET /api/climbs`. */
const NAMES: Readonly<Record<string, string>> = { q: 'search', without: 'not_conditions' }

/** The address of an older link, with the names of today; null if it has none of the older ones. */
export function renamedQuery(query: LocationQuery): LocationQuery | null {
  if (!Object.keys(NAMES).some(name => name in query)) return null
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [NAMES[name] ?? name, value]))
}
