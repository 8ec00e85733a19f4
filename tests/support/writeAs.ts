import type { Actor } from '../../shared/access/actor'
import type { CommandName, Input, Output } from '../../shared/contract/commands'
import type { UserRole } from '../../shared/model/user'
import { translate } from '../../server/i18n/messages'
import type { RequestFacts, UseCase } from '../../server/usecases/useCase'
import { Reply } from '../../server/usecases/reply'
import type { Wall } from './databases'

export const asUser = (id: string, role: UserRole = 'user'): Actor => ({ kind: 'user', id, role, name: id })

export const facts: RequestFacts = {
  translate: (word, params) => translate('en', word, params),
  language: 'en',
  sessionId: null,
  device: { label: '', address: null },
  site: () => ({ id: 'localhost', origins: [] }),
  ifMatch: null,
  idempotencyKey: null,
  upload: () => Promise.reject(new Error('no file')),
  refreshCookie: null,
  deviceProof: null,
}

/** Runs a use-case that writes as this actor would, in a transaction of the wall. @returns its output */
export async function writeAs<C extends CommandName>(
  wall: Pick<Wall, 'write'>,
  { actor, ifMatch = null }: { actor: Actor; ifMatch?: string | null },
  useCase: UseCase<C>,
  input: Input<C>,
): Promise<Output<C>> {
  if (!('writes' in useCase)) throw new Error('this use-case needs more than a transaction')
  const answer = await wall.write(context => useCase.writes({ ...context, actor, request: { ...facts, ifMatch } }, input))
  return answer instanceof Reply ? answer.output : answer
}
