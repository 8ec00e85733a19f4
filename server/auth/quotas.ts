import { limits } from '../../shared/limits'

/** [LIMIT-63] One person may have so many at one time. Over it the answer is 429 until they delete some. */
export const quotas = {
  /** The climbs in the bin count too. */
  climbs: 5_000,
  /** Those in the bin count too. */
  comments: 10_000,
  openTasks: 200,
  openClaims: 20,
  openReports: 50,
  ascents: 20_000,
  lists: limits.listsMax,
  listClimbs: limits.listClimbsMax,
  searches: limits.searchesMax,
} as const
