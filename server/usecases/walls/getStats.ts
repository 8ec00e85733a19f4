import type { UseCase } from '../context'

export const getStats: UseCase<'sync.stats'> = { reads: ({ stores }) => stores.walls.counts() }
