import type { CommandName, Input, Output } from '../../shared/contract/commands'
import type { Actor } from '../../shared/access/actor'
import type { CommandServices, RequestFacts, UseCase } from '../../server/usecases/useCase'
import { Reply } from '../../server/usecases/reply'
import type { Wall } from './databases'
import { facts } from './writeAs'

interface Running {
  actor: Actor
  /** The parts of the server that this use-case needs; it fails where it reaches for another. */
  services: Partial<CommandServices>
  request?: Partial<RequestFacts>
}

/** Runs a use-case that opens its own transactions, as this actor would. @returns its output */
export async function runAs<C extends CommandName>(
  wall: Pick<Wall, 'write' | 'stores' | 'config' | 'clock'>,
  { actor, services, request = {} }: Running,
  useCase: UseCase<C>,
  input: Input<C>,
): Promise<Output<C>> {
  if (!('runs' in useCase)) throw new Error('this use-case opens no transaction of its own')
  const answer = await useCase.runs(
    {
      actor,
      config: wall.config,
      now: wall.clock(),
      stores: wall.stores,
      services: services as CommandServices,
      transact: work => wall.write(context => work({ ...context, actor })),
      answers: () => undefined,
      request: { ...facts, ...request },
    },
    input,
  )
  return answer instanceof Reply ? answer.output : answer
}
