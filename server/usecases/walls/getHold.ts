import type { Hold } from '../../../shared/model/hold'
import { Refusal } from '../../../shared/result'
import type { ReadContext, UseCase } from '../context'

async function holdBy({ stores }: ReadContext, key: { id: number } | { stoktId: number }): Promise<Hold> {
  const found = await stores.walls.hold(key)
  if (!found) throw new Refusal('not_found')
  const { face_id, ...hold } = found
  void face_id
  return hold
}

export const getHold: UseCase<'holds.get'> = { reads: (context, { id }) => holdBy(context, { id }) }
export const getHoldByStoktId: UseCase<'holds.getByStoktId'> = { reads: (context, { id }) => holdBy(context, { stoktId: id }) }
