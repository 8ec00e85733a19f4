import { type Instant, instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import type { StoredUser } from '../../db/stores/accounts/users'
import { queueMail } from '../../mail/queueMail'
import type { Language } from '../../i18n/messages'
import { endSessions } from '../../auth/endSessions'
import { requireCurrentPassword } from '../accounts/requireCurrentPassword'
import type { RunContext, UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { ownUser } from './ownUser'
import { refuseLastAdmin } from './refuseLastAdmin'
import { touchName } from './touchName'

const GRACE_MS = 7 * 24 * 3600 * 1000

/** Begins the week before the deletion: the account is hidden, its sessions end, and a letter says how to keep it. */
async function begin(context: WriteContext, user: StoredUser, language: Language): Promise<Instant> {
  const { actor, stores, now } = context
  const deletes_at = instantOf(msOf(now) + GRACE_MS)
  if (user.role === 'admin') await refuseLastAdmin(stores, user.id)
  await stores.users.update(user.id, { deletes_at, updated_at: now })
  await touchName(context, user.id)
  await endSessions(context, { userId: user.id }, { reason: 'logged-out', actor, because: auditNames.deletionAsked })
  await stores.audit.append({ actor, action: auditNames.deletionAsked, target: { kind: 'user', id: user.id } }, now)
  if (user.email) {
    const letter = { kind: 'accountLeaving', at: deletes_at } as const
    await queueMail(context, {
      userId: user.id,
      key: `account-leaving/${user.id}/${now}`,
      to: user.email,
      username: user.username,
      language: user.language ?? language,
      letter,
      expires_at: deletes_at,
    })
  }
  return deletes_at
}

async function leave({ actor, services, transact, request }: Omit<RunContext<unknown>, 'answers'>, checked: StoredUser): Promise<Instant> {
  const deletes_at = await transact(async (inside) => {
    const user = await ownUser({ actor, stores: inside.stores })
    // Another device changed the password while this one was checked.
    if (user.password_hash !== checked.password_hash) throw new Refusal('wrong_password')
    return begin(inside, user, request.language)
  })
  services.sessions.recheck(checked.id)
  services.mailQueue.wake()
  return deletes_at
}

/** [PEOPLE-12] Deletion needs the password, so that an open page alone is not enough. */
export const askDeletion: UseCase<'users.askDeletion'> = {
  async runs(context, { current_password }) {
    const user = await ownUser(context)
    await requireCurrentPassword(context.services, user, current_password)
    return { deletes_at: await leave(context, user) }
  },
}

/** [PEOPLE-12] Serves apps that know no week of grace. The week begins all the same, and logging in cancels the deletion. */
export const deleteMe: UseCase<'users.deleteMe'> = {
  runs: async context => void await leave(context, await ownUser(context)),
}

/** [PEOPLE-13] A person who logs in within the week keeps the account, which is visible again. */
export async function keepAccount(context: WriteContext, user: StoredUser): Promise<void> {
  if (user.deletes_at === null) return
  await context.stores.users.update(user.id, { deletes_at: null, updated_at: context.now })
  await touchName(context, user.id)
  const actor = { kind: 'user', id: user.id, role: user.role, name: user.username } as const
  await context.stores.audit.append({ actor, action: auditNames.deletionUndone, target: { kind: 'user', id: user.id } }, context.now)
}
