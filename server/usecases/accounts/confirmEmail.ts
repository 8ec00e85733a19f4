import { instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { hashOf } from '../../auth/tokens'
import type { StoredUser } from '../../db/stores/accounts/users'
import { networkOf } from '../../limits/addresses'
import { queueMail } from '../../mail/queueMail'
import type { RequestFacts, UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'

const DAY = 24 * 3600 * 1000

/** Makes the pending address the account's address. The old address is told, and links sent there are no longer valid. */
async function moveTo(context: WriteContext, user: StoredUser, email: string, { language }: RequestFacts): Promise<void> {
  const { stores, actor, now } = context
  await stores.users.update(user.id, { email, email_confirmed: true, pending_email: null, updated_at: now })
  await stores.resets.endAll(user.id, now)
  await stores.audit.append({ actor, action: auditNames.emailChange, target: { kind: 'user', id: user.id } }, now)
  if (!user.email) return
  const letter = { kind: 'emailChanged', newEmail: email, at: now } as const
  await queueMail(context, {
    userId: user.id,
    key: `email-changed/${user.id}/${now}`,
    to: user.email,
    username: user.username,
    language: user.language ?? language,
    letter,
    expires_at: instantOf(msOf(now) + DAY),
  })
}

async function confirm({ stores, actor, now }: WriteContext, { id }: StoredUser): Promise<void> {
  await stores.users.update(id, { email_confirmed: true, updated_at: now })
  await stores.audit.append({ actor, action: auditNames.emailConfirm, target: { kind: 'user', id } }, now)
}

/** [EMAIL-6] The address that the link proves, if it is its account's already. */
async function confirmedBefore({ stores }: WriteContext, token: string): Promise<string | null> {
  const link = await stores.confirmations.byHash(hashOf(token))
  const user = link && await stores.users.byId(link.user_id)
  return user?.is_active && user.email_confirmed && user.email === link?.email ? user.email : null
}

/** @returns the address. @throws Refusal `confirm_invalid` */
async function useLink(context: WriteContext, token: string, request: RequestFacts): Promise<string> {
  const { stores, now, touch } = context
  const proved = await stores.confirmations.use(hashOf(token), now)
  const user = proved && await stores.users.byId(proved.user_id)
  if (!proved || !user?.is_active) throw new Refusal('confirm_invalid')
  if (proved.email === user.pending_email) await moveTo(context, user, proved.email, request)
  else if (proved.email === user.email) await confirm(context, user)
  else throw new Refusal('confirm_invalid')
  touch.account(user.id)
  return proved.email
}

/** [EMAIL-2] A person who has the code from the letter owns the address: no session is needed, none is made. */
export const confirmEmail: UseCase<'auth.confirmEmail'> = {
  async runs({ actor, services, transact, request }, { token }) {
    const { email, isKnown } = await transact(async (context) => {
      const known = await confirmedBefore(context, token)
      return { email: known ?? await useLink(context, token, request), isKnown: known !== null }
    }).catch(async (error: unknown) => {
      const { address } = request.device
      if (error instanceof Refusal && error.code === 'confirm_invalid')
        await services.rates.pay('wrongCode', networkOf(address ?? ''), { actor, address })
      throw error
    })
    services.mailQueue.wake()
    return isKnown
      ? { message: request.translate('email_already_confirmed'), email, already_confirmed: true }
      : { message: request.translate('email_confirmed'), email }
  },
}
