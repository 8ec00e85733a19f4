import type { UseCase } from '../useCase'
import { storedFilter } from './storedFilter'
import { viewerOf } from './viewer'

export const listClimbs: UseCase<'climbs.list'> = {
  async reads({ actor, stores }, { page, page_size, sort, order, ...asked }) {
    const { results, count } = await stores.climbs.list(storedFilter(asked, actor), viewerOf(actor), { page, page_size, sort, order })
    return { results, count, page, page_size }
  },
}
