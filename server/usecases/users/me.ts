import { isMuted } from '../../../shared/access/actor'
import type { Input } from '../../../shared/contract/commands'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { auditNames } from '../../auth/auditNames'
import { requireCurrentPassword } from '../accounts/requireCurrentPassword'
import { changeEmail, dropPendingEmail } from './changeEmail'
import { ownUser } from './ownUser'
import { mutedRefusal, ownView } from './ownView'
import { refuseOffice } from './refuseOffice'
import { touchName } from './touchName'

export const getMe: UseCase<'users.me'> = {
  reads: async context => ownView(context, await ownUser(context)),
}

/** A field that is left out keeps its value. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const given = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>

/** [PEOPLE-1] A new name shows on the person's climbs and tasks, so their feed rows are written again. */
async function update(
  context: WriteContext, input: Omit<Input<'users.updateMe'>, 'email' | 'pending_email' | 'current_password'>,
): Promise<void> {
  const { actor, stores, touch, now } = context
  const user = await ownUser(context)
  const { id } = user
  // Only a real change to a field that others read is refused, because a form also sends unchanged fields.
  const isHeard = (['full_name', 'username'] as const).some(field => input[field] !== undefined && input[field] !== user[field])
  if (isHeard && isMuted(actor)) throw await mutedRefusal(context)
  refuseOffice(
    actor,
    given({
      username: input.username === user.username ? undefined : input.username,
      full_name: input.full_name === user.full_name ? undefined : input.full_name,
    }),
  )
  const holder = input.username === undefined ? null : await stores.users.byUsername(input.username)
  if (holder && holder.id !== id) throw new Refusal('taken', { field: 'username' })
  await stores.users.update(id, { ...given(input), updated_at: now })
  if (input.full_name === undefined) touch.account(id)
  else await touchName({ stores, touch }, id)
  if (input.hides_ascents !== undefined && input.hides_ascents !== user.hides_ascents)
    for (const ascentId of await stores.ascents.idsBy(id)) touch.ascentTold(ascentId)
  // A form also sends unchanged fields.
  const fields = (Object.keys(given(input)) as (keyof typeof input)[]).filter(field => input[field] !== user[field])
  const names =
    input.full_name === undefined || input.full_name === user.full_name
      ? {}
      : { before: user.full_name || user.username, after: input.full_name }
  if (fields.length > 0)
    await stores.audit.append({ actor, action: auditNames.profileChange, target: { kind: 'user', id }, detail: { fields }, names }, now)
}

export const updateMe: UseCase<'users.updateMe'> = {
  async runs(context, { email, pending_email, current_password, ...rest }) {
    const { services, transact, request } = context
    const before = await ownUser(context)
    // A program that sends all fields back, with the address unchanged and no password, changes no address.
    const isAsked = email !== undefined && (email !== before.email || current_password !== undefined)
    if (isAsked) await requireCurrentPassword(services, before, current_password ?? '')
    const user = await transact(async (inside) => {
      await update(inside, rest)
      const now = await ownUser(inside)
      // Another device changed the password while this one was checked.
      if (isAsked && now.password_hash !== before.password_hash) throw new Refusal('wrong_password')
      if (isAsked) await changeEmail(inside, now, email, now.language ?? request.language)
      else if (pending_email === null) await dropPendingEmail(inside, now)
      return ownView(inside, await ownUser(inside))
    })
    services.mailQueue.wake()
    return user
  },
}
