import { guest } from '../../shared/access/actor'
import { newEpochId } from '../db/epoch'
import type { Console } from './console'
import { withCliContext } from './cliContext'

/** Voids everybody's copy: each client fetches its feeds again. */
export async function startEpoch(console: Console): Promise<void> {
  const id = newEpochId()
  await withCliContext(console.environment, async ({ transactions }) => {
    await transactions(guest, async ({ stores, now }) => {
      await stores.feeds.newEpoch(id, now)
      await stores.audit.append({ actor: { kind: 'cli' }, action: 'epoch.new', target: { kind: 'epoch', id } }, now)
    })
  })
  console.out(`A new epoch began: ${id}. Clients load everything anew.`)
}
