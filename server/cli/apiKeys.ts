import { guest } from '../../shared/access/actor'
import { NewApiKey } from '../../shared/contract/admin'
import { createApiKey } from '../usecases/admin/createApiKey'
import { endKey } from '../usecases/admin/endKey'
import { storesOn } from '../db/stores/stores'
import type { StoredApiKey } from '../db/stores/accounts/apiKeys'
import type { Console } from './console'
import { UsageError } from './usageError'
import { withCliContext } from './cliContext'

/** Prints the key, which is shown only once; a running server knows it from then on. */
export async function makeApiKey(name: string, scopes: string, console: Console): Promise<void> {
  const wanted = NewApiKey.safeParse({ name, scopes: scopes.split(',').map(scope => scope.trim()) })
  if (!wanted.success)
    throw new UsageError(wanted.error.issues.map(issue => `${issue.path[0] === 'name' ? 'NAME' : '--scope'}: ${issue.message}`).join('\n'))
  const key = await withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, context => createApiKey(context, { kind: 'cli' }, wanted.data))
    return value.key
  })
  console.out(key)
}

const day = (instant: string | null, otherwise: string): string => instant?.slice(0, 10) ?? otherwise
const line = ({ id, name, scopes, created_at, last_used_at, ended_at }: StoredApiKey): string =>
  [
    id,
    name,
    scopes.join('+'),
    `made ${day(created_at, '')}`,
    `used ${day(last_used_at, 'never')}`,
    ...(ended_at === null ? [] : [`ended ${day(ended_at, '')}`]),
  ].join('  ')

/** Lists keys newest first, also ended ones. The keys themselves are stored nowhere. */
export async function listKeys(console: Console): Promise<void> {
  const keys = await withCliContext(console.environment, ({ db }) => storesOn(db).apiKeys.list())
  for (const key of keys) console.out(line(key))
  if (keys.length === 0) console.out('No keys.')
}

/** Ends a key by its id, or by its name if one living key has it; a running server refuses it within seconds. */
export async function endKeyOf(idOrName: string, console: Console): Promise<void> {
  const ended = await withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, async (context) => {
      const living = (await context.stores.apiKeys.list()).filter(({ ended_at }) => ended_at === null)
      const meant = living.filter(({ id }) => id === idOrName)
      const [key, ...others] = meant.length > 0 ? meant : living.filter(({ name }) => name === idOrName)
      if (!key) throw new UsageError(`No living key is called ${idOrName}. See: mastoc apikey list`)
      if (others.length > 0) throw new UsageError(`Several living keys are called ${idOrName}: name one by its id (mastoc apikey list)`)
      await endKey(context, { kind: 'cli' }, key.id)
      return key
    })
    return value
  })
  console.out(`The key ${ended.name} ended.`)
}
