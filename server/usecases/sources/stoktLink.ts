import { userIdOf } from '../../../shared/access/actor'
import type { Input } from '../../../shared/contract/commands'
import type { StoktLink } from '../../../shared/contract/sources'
import { Refusal } from '../../../shared/result'
import { encrypt } from '../../auth/encryption'
import type { StoredStoktAccount } from '../../db/stores/stokt/stoktAccounts'
import type { PersonProof, StoktPerson } from '../../stokt/askPerson'
import { StoktFailure } from '../../stokt/stoktFailure'
import { mergeSetter } from '../admin/claims'
import type { UseCase } from '../useCase'
import type { ReadContext, WriteContext } from '../../transaction/context'
import { ownUser } from '../users/ownUser'
import { isClaimable } from '../users/userView'
import { touchPublications } from './touchPublications'

function broughtOf({ brought }: StoredStoktAccount): StoktLink['brought'] {
  if (brought === null) return null
  const { versions: _, ...told } = brought
  return told
}

const viewOf = (account: StoredStoktAccount | null, { config }: Pick<ReadContext, 'config'>): StoktLink => ({
  linked: account !== null,
  can_link: config.stoktGym !== null,
  full_name: account?.full_name ?? null,
  since: account?.since ?? null,
  broken: account !== null && account.broken_at !== null,
  brought: account && broughtOf(account),
})

export const getStoktLink: UseCase<'users.stokt'> = {
  reads: async ({ stores, actor, config }) => viewOf(await stores.stoktAccounts.ofUser(userIdOf(actor) ?? ''), { config }),
}

function proofOf({ username, password, token }: Input<'users.linkStokt'>): PersonProof {
  return token === undefined ? { username: username ?? '', password: password ?? '' } : { token }
}

/** Stokt says no to the person, or cannot be asked. */
function asRefusal(error: unknown): never {
  if (!(error instanceof StoktFailure)) throw error
  throw new Refusal(['token_ended', 'refused'].includes(error.fault) ? 'stokt_refused' : 'stokt_away')
}

/** [STOKT-13] The token proves who the person is in Stokt, so the setter's climbs become theirs at once. */
async function takeSetter(context: WriteContext, { id }: StoktPerson): Promise<void> {
  const { stores, now } = context
  const user = await ownUser(context)
  if (user.stokt_id === id) return
  const [found] = await stores.imports.setters([id], [])
  const setter = found ? await stores.users.byId(found.id) : null
  if (setter && !isClaimable(setter)) throw new Refusal('taken', { field: 'stokt_id' })
  if (setter) await mergeSetter(context, setter, user)
  else if (user.stokt_id === null) await stores.users.update(user.id, { stokt_id: id, updated_at: now })
}

/** [STOKT-13] Links the caller's account in Stokt. The password is used once; the token is kept encrypted. */
export const linkStokt: UseCase<'users.linkStokt'> = {
  async runs({ services, config, transact, answers }, input) {
    const { askPerson } = services.mirror
    if (askPerson === null) throw new Refusal('not_found')
    const person = await askPerson(proofOf(input)).catch(asRefusal)
    const sealed = encrypt(person.token, config.jwtSecret, 'stokt')
    return transact(async (context) => {
      const { actor, stores, now } = context
      const { id } = await ownUser(context)
      await takeSetter(context, person)
      await stores.stoktAccounts.put({
        user_id: id, stokt_id: person.id, full_name: person.fullName, sealed, since: now, broken_at: null,
        brought: null, bring_at: now, bring_failures: 0,
      })
      await context.stores.publications.tryAgain(id, now)
      await touchPublications(context, id)
      await stores.audit.append({ actor, action: 'account.stokt_link', target: { kind: 'user', id } }, now)
      const link = viewOf(await stores.stoktAccounts.ofUser(id), { config })
      answers(context, link)
      return link
    })
  },
}

/** [STOKT-13] Forgets the account and its token. Climbs that became the caller's stay theirs. */
export const unlinkStokt: UseCase<'users.unlinkStokt'> = {
  async writes({ actor, stores, touch, now }) {
    const id = userIdOf(actor) ?? ''
    if (!await stores.stoktAccounts.delete(id)) return
    await touchPublications({ stores, touch }, id)
    await stores.audit.append({ actor, action: 'account.stokt_unlink', target: { kind: 'user', id } }, now)
  },
}
