import { isAdmin, type Actor } from '../../../shared/access/actor'
import type { AdminUser } from '../../../shared/contract/admin'
import type { PublicUser, User } from '../../../shared/model/user'
import type { Instant } from '../../../shared/model/instant'
import { colourOf } from '../../../shared/rules/colour'
import type { Config } from '../../config/config'
import type { StoredUser } from '../../db/stores/accounts/users'
import { avatarOf } from './avatarOf'

/** True for an imported setter without a person: they have no password, and no address to ask for one. */
export const isClaimable = (user: StoredUser): boolean => user.password_hash === null && user.email === null

const WANTED = { off: 'no', ask: 'asked', require: 'required' } as const

/** The view is built field by field, so that no other field ever leaves the server. */
const ownFields = (user: StoredUser): Omit<User, 'second_factor_wanted' | 'muted_by_name'> => ({
  id: user.id,
  email: user.email,
  username: user.username,
  full_name: user.full_name,
  ...avatarOf(user),
  role: user.role,
  source: user.source,
  created_at: user.created_at,
  last_login_at: user.last_login_at,
  language: user.language,
  colour: colourOf(user.id, user.colour),
  email_confirmed: user.email_confirmed,
  pending_email: user.pending_email,
  must_change_password: user.must_change_password,
  has_second_factor: user.has_second_factor,
  muted_until: user.muted_until,
  muted_reason: user.muted_reason,
  hides_ascents: user.hides_ascents,
})

/** A user as they see themselves. */
export const userView = (user: StoredUser, { adminFactor }: Pick<Config, 'adminFactor'>, mutedByName: string | null): User =>
  ({
    ...ownFields(user),
    muted_by_name: mutedByName,
    second_factor_wanted: user.role === 'admin' && !user.has_second_factor ? WANTED[adminFactor] : 'no',
  })

/** Only people who are signed in are told who is an admin, so that they know whom to ask. Guests see everybody as a user. */
export const publicUserView = (user: StoredUser, asker: Actor): PublicUser => ({
  id: user.id,
  username: user.username,
  full_name: user.full_name,
  ...avatarOf(user),
  role: asker.kind === 'user' || isAdmin(asker) ? user.role : 'user',
  source: user.source,
  created_at: user.created_at,
  colour: colourOf(user.id, user.colour),
  is_claimable: isClaimable(user),
})

/** A user as admins see them. A mute that is over is none, also before the job that ends it ran. */
export const adminUserView = (user: StoredUser, now: Instant): AdminUser => ({
  ...ownFields(user),
  muted_until: user.muted_until !== null && user.muted_until > now ? user.muted_until : null,
  is_active: user.is_active,
  inactive_until: user.inactive_until,
  is_claimable: isClaimable(user),
})
