import type { ApiKey } from '../../../shared/contract/admin'
import type { StoredApiKey } from '../../db/stores/accounts/apiKeys'
import type { UseCase } from '../useCase'
import { createApiKey } from './createApiKey'
import { endKey } from './endKey'

const view = ({ id, name, scopes, created_at, last_used_at, ended_at }: StoredApiKey): ApiKey => ({
  id,
  name,
  scopes,
  created_at,
  last_used_at,
  ended_at,
})

export const listApiKeys: UseCase<'apiKeys.list'> = {
  reads: async ({ stores }) => ({ results: (await stores.apiKeys.list()).map(view) }),
}
export const makeApiKey: UseCase<'apiKeys.create'> = {
  writes: (context, wanted) => createApiKey(context, context.actor, wanted),
}
export const endApiKey: UseCase<'apiKeys.end'> = {
  writes: (context, { id }) => endKey(context, context.actor, id),
}
