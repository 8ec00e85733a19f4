import type { ApiKey } from '../../../shared/contract/admin'
import { Refusal } from '../../../shared/result'
import type { StoredApiKey } from '../../db/stores/apiKeys'
import type { UseCase } from '../context'
import { createApiKey } from './createApiKey'

const view = ({ id, name, scopes, created_at, last_used_at, ended_at }: StoredApiKey): ApiKey => ({ id, name, scopes, created_at, last_used_at, ended_at })

export const listApiKeys: UseCase<'apiKeys.list'> = {
  reads: async ({ stores }) => ({ results: (await stores.apiKeys.list()).map(view) }),
}
export const makeApiKey: UseCase<'apiKeys.create'> = {
  writes: (context, wanted) => createApiKey(context, context.actor, wanted),
}
export const endApiKey: UseCase<'apiKeys.end'> = {
  async writes({ actor, stores, now }, { id }) {
    if (!await stores.apiKeys.end(id, now)) throw new Refusal('not_found')
    await stores.audit.append({ actor, action: 'apikey.end', target: { kind: 'apikey', id } }, now)
  },
}
