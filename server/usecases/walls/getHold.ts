import type { PlacedHold } from '../../../shared/model/hold'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'

async function holdBy({ stores }: ReadContext, key: { id: number } | { stoktId: number }): Promise<PlacedHold> {
  const found = await stores.walls.hold(key)
  if (!found) throw new Refusal('not_found')
  return found
}

export const getHold: UseCase<'holds.get'> = { reads: (context, { id }) => holdBy(context, { id }) }
export const getHoldByStoktId: UseCase<'holds.getByStoktId'> = { reads: (context, { id }) => holdBy(context, { stoktId: id }) }
