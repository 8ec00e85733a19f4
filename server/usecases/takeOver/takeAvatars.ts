import { randomUUID } from 'node:crypto'
import type { OldUser } from '../../sources/pythonServer/oldRows'
import type { WriteContext } from '../../transaction/context'
import { isNewerHere, lastChange } from './lastChange'
import type { Ledger } from './ledger'
import type { Ids } from './takeWalls'

type Context = Pick<WriteContext, 'stores' | 'touch'>

/** Portraits come over unless the person has another one here. They are drawn before the transaction, because that takes long. */
export async function takeAvatars(
  { stores, touch }: Context,
  { users, userIds, portraits }: { users: readonly OldUser[]; userIds: Ids; portraits: ReadonlyMap<string, Buffer> },
  ledger: Ledger,
): Promise<void> {
  for (const user of users) {
    const [bytes, id] = [portraits.get(user.id), userIds.get(user.id)]
    const here = id === undefined ? null : await stores.users.byId(id)
    if (!bytes || !here) continue
    const was = await stores.avatars.get(here.id)
    const stays = was !== null && (was.bytes.equals(bytes) || isNewerHere(here, lastChange(user)))
    ledger.count('avatars', stays ? 'unchanged' : was ? 'updated' : 'created')
    if (stays) continue
    const name = randomUUID()
    await stores.avatars.put(here.id, { name, bytes })
    await stores.takeOver.setAvatarPath(here.id, `avatars/${name}.webp`)
    touch.account(here.id)
  }
}
