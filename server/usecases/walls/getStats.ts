import { viewerOf } from '../climbs/viewer'
import type { UseCase } from '../useCase'

export const getStats: UseCase<'sync.stats'> = { reads: ({ actor, stores }) => stores.walls.counts(viewerOf(actor)) }
