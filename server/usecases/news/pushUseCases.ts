import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { PushKinds } from '../../../shared/model/push'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import type { UseCase } from '../useCase'
import { pushKinds } from './pushKinds'

async function kindsOf({ pushes }: Stores, sessionId: string | null): Promise<PushKinds | null> {
  const browser = sessionId === null ? undefined : await pushes.ofSession(sessionId)
  return browser ? pushKinds(browser) : null
}

const getPush: UseCase<'push.get'> = {
  runs: async ({ services, stores, request }) =>
    ({ public_key: await services.pushQueue.publicKey(), kinds: await kindsOf(stores, request.sessionId) }),
}

/** [PUSH-1] A session has one browser. Whoever subscribes with a browser takes it over from whoever used it before. */
const subscribe: UseCase<'push.subscribe'> = {
  async runs({ actor, services, transact, request, stores }, { endpoint, keys, kinds }) {
    if (request.sessionId === null) throw new Refusal('forbidden')
    if (!services.pushQueue.accepts(endpoint))
      throw new Refusal('invalid', {}, { issues: [{ path: 'endpoint', message: 'push_endpoint' }] })
    const session_id = request.sessionId
    await transact(inside => inside.stores.pushes.subscribe({
      id: randomUUID(), user_id: userIdOf(actor) ?? '', session_id, endpoint, ...keys, language: request.language, on_search: kinds.search,
      on_project: kinds.project, on_request: kinds.request, on_answer: kinds.answer, created_at: inside.now, failures: 0,
    }))
    return { public_key: await services.pushQueue.publicKey(), kinds: await kindsOf(stores, session_id) }
  },
}

const unsubscribe: UseCase<'push.unsubscribe'> = {
  async writes({ stores, request }) {
    if (request.sessionId !== null) await stores.pushes.endSessions([request.sessionId])
  },
}

/** The notifications of a browser. */
export const pushUseCases = { 'push.get': getPush, 'push.subscribe': subscribe, 'push.unsubscribe': unsubscribe }
