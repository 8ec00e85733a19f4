import type { Role } from '../../../shared/model/climb'
import { parseHoldsList } from '../../../shared/rules/holdsList'

/** How many holds a climb has, a hold in two roles counted once, and how many in each role. */
export function roleCounts(holdsList: string): Record<Role | 'all', number> {
  const counts = { S: 0, O: 0, F: 0, T: 0, all: 0 }
  const holds = parseHoldsList(holdsList) ?? []
  for (const { role } of holds) counts[role] += 1
  counts.all = new Set(holds.map(({ hold_id }) => hold_id)).size
  return counts
}
