import { userIdOf } from '../../../shared/access/actor'
import type { AdminUser } from '../../../shared/contract/admin'
import { FOREVER, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { StoredUser } from '../../db/stores/accounts/users'
import { endSessions } from '../../auth/endSessions'
import type { RunContext, UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { refuseLastAdmin } from '../users/refuseLastAdmin'
import { adminUserView } from '../users/userView'

interface Asked { id: string; reason: string; until?: Instant | undefined }
/** The values of an account that admins' decisions change. */
export type UserValues = Partial<
  Pick<StoredUser, 'role' | 'is_active' | 'inactive_until' | 'muted_until' | 'muted_reason' | 'muted_by_id'>
>
interface Change { action: string; values: UserValues }

/** The actor of a change may be the command line too. */
type ChangeContext = Omit<WriteContext, 'actor'> & Pick<AuditEntry, 'actor'>

/** Writes the change and the log, unless nothing would change. */
export async function changeAccount(
  context: ChangeContext,
  user: StoredUser,
  { reason, until }: Asked,
  { action, values }: Change,
): Promise<AdminUser> {
  const { actor, stores, touch, now } = context
  const next = { ...user, ...values }
  const names = Object.keys(values) as (keyof UserValues)[]
  if (names.every(name => next[name] === user[name])) return adminUserView(user, context.now)
  const stopsBeingAdmin = user.role === 'admin' && (next.role !== 'admin' || !next.is_active)
  if (stopsBeingAdmin) await refuseLastAdmin(stores, user.id)
  await stores.users.update(user.id, { ...values, updated_at: now })
  touch.account(user.id)
  await stores.audit.append(
    {
      actor,
      action,
      target: { kind: 'user', id: user.id },
      detail: { ...(reason === '' ? {} : { reason }), ...(until === undefined ? {} : { until }) },
      state: { before: Object.fromEntries(names.map(name => [name, user[name]])), after: values },
    },
    now,
  )
  if (!next.is_active) await endSessions(context, { userId: user.id }, { reason: 'deactivated', actor, because: action })
  return adminUserView(next, context.now)
}

/** Makes this node's sockets and documents check the user as soon as it is committed; other nodes follow within seconds. */
async function change(
  { services, transact, answers, now }: RunContext<AdminUser>,
  asked: Asked,
  make: (user: StoredUser) => Change,
): Promise<AdminUser> {
  if (asked.until !== undefined && asked.until <= now) throw new Refusal('invalid', {}, { issues: [{ path: 'until', message: 'past' }] })
  const changed = await transact(async context => {
    const user = await context.stores.users.byId(asked.id)
    if (!user) throw new Refusal('not_found')
    const view = await changeAccount(context, user, asked, make(user))
    answers(context, view)
    return view
  })
  services.sessions.recheck(asked.id)
  return changed
}

/** [PEOPLE-8] From this moment the account's tokens are refused, its sessions end and its sockets close. */
export const deactivateUser: UseCase<'users.deactivate'> = {
  runs: (context, asked) =>
    change(context, asked, () => ({ action: 'user.deactivate', values: { is_active: false, inactive_until: asked.until ?? null } })),
}
export const reactivateUser: UseCase<'users.reactivate'> = {
  runs: (context, asked) =>
    change(context, asked, () => ({ action: 'user.reactivate', values: { is_active: true, inactive_until: null } })),
}
const SPEAKING = { muted_until: null, muted_reason: null, muted_by_id: null }

/** [PEOPLE-14] The user reads the reason and the name of the admin. Muting again for the same time and reason changes nothing. */
function mutedAs(user: StoredUser, { reason, until }: Asked, by: string | null): UserValues {
  const asked = { muted_until: until ?? FOREVER, muted_reason: reason === '' ? null : reason }
  const isSame = asked.muted_until === user.muted_until && asked.muted_reason === user.muted_reason
  return { ...asked, muted_by_id: isSame ? user.muted_by_id : by }
}

/** [PEOPLE-11] A muted user reads, votes and keeps notes, and writes nothing that others read. */
export const muteUser: UseCase<'users.mute'> = {
  runs: (context, asked) =>
    change(context, asked, user => ({ action: 'user.mute', values: mutedAs(user, asked, userIdOf(context.actor)) })),
}
export const unmuteUser: UseCase<'users.unmute'> = {
  runs: (context, asked) => change(context, asked, () => ({ action: 'user.unmute', values: SPEAKING })),
}
/** A user who cannot log in could not act as an admin either. */
export const promoteUser: UseCase<'users.promote'> = {
  runs: (context, asked) => change(context, asked, (user) => {
    if (user.password_hash === null) throw new Refusal('forbidden')
    return { action: 'user.promote', values: { role: 'admin' } }
  }),
}
export const demoteUser: UseCase<'users.demote'> = {
  runs: (context, asked) => change(context, asked, () => ({ action: 'user.demote', values: { role: 'user' } })),
}
