import type { Foundation } from '../foundation/foundation'
import { batched } from '../concurrency/batch'
import { entitlementsOf, type Entitlement, type Subject } from './entitlement'

export type FindEntitlement = (subject: Subject) => Promise<Entitlement>

/** Asks the database once for everybody who comes in one turn of the event loop. */
export const createFindEntitlement = ({ stores, config, clock }: Pick<Foundation, 'stores' | 'config' | 'clock'>): FindEntitlement =>
  batched(subjects => entitlementsOf(subjects, { stores, config, now: clock() }))
