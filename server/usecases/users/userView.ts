import type { AdminUser } from '../../../shared/contract/admin'
import type { PublicUser, User } from '../../../shared/model/user'
import { colourOf } from '../../../shared/rules/colour'
import type { StoredUser } from '../../db/stores/users'

/** An imported setter whom nobody is yet: no password, and no address to ask for one. */
export const isClaimable = (user: StoredUser): boolean => user.password_hash === null && user.email === null

/** Built field by field: what is not named here never leaves. */
export const userView = (user: StoredUser): User => ({
  id: user.id, email: user.email, username: user.username, full_name: user.full_name, avatar_path: user.avatar_path,
  role: user.role, source: user.source, created_at: user.created_at, last_login_at: user.last_login_at,
  language: user.language, colour: colourOf(user.id, user.colour),
  email_confirmed: user.email_confirmed, pending_email: user.pending_email, must_change_password: user.must_change_password, has_second_factor: user.has_second_factor, muted_until: user.muted_until,
})

export const publicUserView = (user: StoredUser): PublicUser => ({
  id: user.id, username: user.username, full_name: user.full_name, avatar_path: user.avatar_path,
  role: user.role, source: user.source, created_at: user.created_at, colour: colourOf(user.id, user.colour), is_claimable: isClaimable(user),
})

export const adminUserView = (user: StoredUser): AdminUser => ({ ...userView(user), is_active: user.is_active, inactive_until: user.inactive_until, is_claimable: isClaimable(user) })
