import type { ClimbFinder } from '../../../shared/model/climbFinder'

/** More holds than one chooses one by one. */
const MANY = 6

/** [ZONE-2] Many holds of which any will do, or beside which none may be used, are one zone in the lists of what restricts. */
export const isZoneOf = ({ holds, holds_mode }: Pick<ClimbFinder, 'holds' | 'holds_mode'>): boolean =>
  holds_mode !== 'all' && holds.length > MANY
