import { asc, desc, sql, type SQL } from 'drizzle-orm'
import { USUAL_ORDER, type ClimbSort, type Order } from '../../../../shared/model/climbFinder'
import type { Database } from '../../database'
import { likesSum, sendersSum, shownIrcra } from './climbRowColumns'

export interface Sorting {
  sort?: ClimbSort | undefined
  order?: Order | undefined
}

/** [FIND-4] Ungraded climbs come last both ways. What is equal is in the order of the date, the newest first. */
export function climbOrder(t: Database['t'], { sort = 'date', order = USUAL_ORDER[sort] }: Sorting): SQL[] {
  const { climbs } = t
  const ircra = shownIrcra(t)
  const way = order === 'asc' ? asc : desc
  const newest = [desc(climbs.created_at), desc(climbs.id)]
  switch (sort) {
    case 'date':
      return [way(climbs.created_at), way(climbs.id)]
    case 'grade':
      return [
        sql`case when ${ircra} > 0 then 0 else 1 end`,
        way(sql`case when ${ircra} > 0 then ${ircra} end`),
        ...newest,
      ]
    case 'name':
      return [way(climbs.name_search), ...newest]
    case 'ascents':
      return [way(sendersSum(t)), ...newest]
    case 'likes':
      return [way(likesSum(t)), ...newest]
  }
}
