import type { Personal } from '../../../shared/model/climb'
import { Refusal } from '../../../shared/result'
import type { WriteContext } from '../../transaction/context'

export type Remarks = Partial<Omit<Personal, 'climb_id'>>

/** The caller's own remarks among the fields of a request; a field that the request leaves out is left out here too. */
export function remarksIn(input: {
  personal_notes?: string | null | undefined
  personal_rating?: number | null | undefined
  is_project?: boolean | undefined
}): Remarks {
  return {
    ...(input.personal_notes === undefined ? {} : { personal_notes: input.personal_notes }),
    ...(input.personal_rating === undefined ? {} : { personal_rating: input.personal_rating }),
    ...(input.is_project === undefined ? {} : { is_project: input.is_project }),
  }
}

/** Remarks belong to a person: a key has none. @throws Refusal `unauthenticated` */
export async function writeRemarks(
  { actor, stores, touch }: Pick<WriteContext, 'actor' | 'stores' | 'touch'>,
  climbId: string,
  remarks: Remarks,
): Promise<void> {
  if (Object.keys(remarks).length === 0) return
  if (actor.kind !== 'user') throw new Refusal('unauthenticated')
  await stores.climbs.setPersonal(actor.id, climbId, remarks)
  touch.personal(actor.id, climbId)
}
