import type { PublicUser, User } from '../../../shared/model/user'
import type { StoredUser } from '../../db/stores/users'

/** Built field by field: what is not named here never leaves. */
export const userView = (user: StoredUser): User => ({
  id: user.id, email: user.email, username: user.username, full_name: user.full_name, avatar_path: user.avatar_path,
  role: user.role, source: user.source, created_at: user.created_at, last_login_at: user.last_login_at,
})

export const publicUserView = (user: StoredUser): PublicUser => ({
  id: user.id, username: user.username, full_name: user.full_name, avatar_path: user.avatar_path,
  role: user.role, source: user.source, created_at: user.created_at,
})
