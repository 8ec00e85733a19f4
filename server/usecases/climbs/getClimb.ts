import type { UseCase } from '../useCase'
import { climbFor } from './viewer'

export const getClimb: UseCase<'climbs.get'> = { reads: (context, { id }) => climbFor(context, { id }, 'read', { orHidden: true }) }
export const getClimbByStoktId: UseCase<'climbs.getByStoktId'> = { reads: (context, { id }) => climbFor(context, { stoktId: id }, 'read') }
