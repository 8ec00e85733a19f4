import type { User } from '../../shared/model/user'

/** [PEOPLE-11] Tells whether an admin muted the user at that moment. A user whom an older version remembered has no such field. */
export const isMutedAt = (user: Pick<User, 'muted_until'> | null, now: string): boolean => (user?.muted_until ?? '') > now
