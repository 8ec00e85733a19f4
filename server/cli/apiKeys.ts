import { guest } from '../../shared/access/actor'
import { NewApiKey } from '../../shared/contract/admin'
import { createApiKey } from '../usecases/admin/createApiKey'
import type { Console } from './console'
import { UsageError } from './usageError'
import { withWorkplace } from './workplace'

/** Prints the key, this once; a running server knows it from then on. */
export async function makeApiKey(name: string, scopes: string, console: Console): Promise<void> {
  const wanted = NewApiKey.safeParse({ name, scopes: scopes.split(',').map(scope => scope.trim()) })
  if (!wanted.success) throw new UsageError(wanted.error.issues.map(issue => `${issue.path[0] === 'name' ? 'NAME' : '--scope'}: ${issue.message}`).join('\n'))
  const key = await withWorkplace(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, context => createApiKey(context, { kind: 'cli' }, wanted.data))
    return value.key
  })
  console.out(key)
}
