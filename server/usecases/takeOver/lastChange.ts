import type { Instant } from '../../../shared/model/instant'

type Moment = Instant | null | undefined

const latest = (...moments: Moment[]): Instant | null =>
  moments.reduce<Instant | null>((last, moment) => (moment && (last === null || moment > last) ? moment : last), null)

/** The time of the last change that the Python server knew of. */
export const lastChange = ({ created_at, ...later }: { created_at: Instant; updated_at?: Moment; synced_at?: Moment }): Instant =>
  latest(created_at, later.updated_at, later.synced_at) ?? created_at

/** [MOVE-5] True if the thing was changed here after its last change there: it then stays as it is here. */
export const isNewerHere = (here: { updated_at: Instant; synced_at?: Moment }, there: Instant): boolean =>
  (latest(here.updated_at, here.synced_at) ?? here.updated_at) > there
