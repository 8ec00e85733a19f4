import { isMuted, userIdOf, type Actor } from '../../shared/access/actor'
import { refusalAtGate } from '../../shared/access/gates'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName, type Input, type Output } from '../../shared/contract/commands'
import { Refusal } from '../../shared/result'
import { networkOf } from '../limits/addresses'
import { madePrice } from '../limits/restPrices'
import { createFairTurns } from '../concurrency/fairTurns'
import type { Services } from '../services/services'
import type { RequestFacts, UseCase } from '../usecases/useCase'
import type { ReadContext, Transact, WriteContext } from '../transaction/context'
import { Reply, type Extras } from '../usecases/reply'
import { useCases } from '../usecases/useCases'
import { mutedRefusal } from '../usecases/users/ownView'
import { idempotentRequest, type IdempotentRequest } from './idempotency'
import { createAuditDenials } from './auditDenials'
import { inputFault } from './inputFault'
import { issuesOf } from './issuesOf'
import { createAnswerCache } from './answerCache'
import type { Packed } from './packed'
import type { Language } from '../i18n/messages'

export interface CommandRequest {
  actor: Actor
  language: Language
  request: RequestFacts
  /** Takes the price of more work than the command's own, before it is done. @throws Refusal `too_fast` */
  pay: (units: number) => void
}
export interface CommandResult<C extends CommandName> {
  /** The output as JSON that is ready to be sent, if others get the same. */
  output: Output<C> | PackedOutput
  /** The cursors of the feeds that this command changed. */
  cursors: ReadonlyMap<string, string>
  status: number
  /** The cookies that the browser keeps. */
  cookies: Omit<Extras, 'status'>
}
/** [LIMIT-98] An output that is kept for other callers, ready to be sent. */
export class PackedOutput {
  constructor(readonly packed: Packed) {}
}
export type Dispatch = <C extends CommandName>(name: C, raw: unknown, asked: CommandRequest) => Promise<CommandResult<C>>

function checkInput<C extends CommandName>(name: C, raw: unknown): Input<C> {
  const command: Command = commands[name]
  const fault = inputFault(raw, command.inputValues)
  if (fault !== null) throw new Refusal('invalid', {}, { issues: [fault] })
  const parsed = command.input.safeParse(raw)
  if (parsed.success) return parsed.data as Input<C>
  throw new Refusal('invalid', {}, { issues: issuesOf(parsed.error, raw) })
}

/** True if others would read what this request writes. */
const publishesContent = ({ publishesContent }: Command, raw: unknown): boolean =>
  publishesContent === true ||
  (Array.isArray(publishesContent) && typeof raw === 'object' && raw !== null
    && publishesContent.some(field => Object.hasOwn(raw, field as string)))

type Changing<C extends CommandName> = Exclude<UseCase<C>, { reads: unknown }>

interface Change<C extends CommandName> {
  base: ReadContext
  input: Input<C>
  request: RequestFacts
  once: IdempotentRequest | null
  /** The command's own status. */
  status: number
}

/** Runs a use-case that writes, in one transaction or in those that it opens itself. */
async function change<C extends CommandName>(
  services: Services,
  useCase: Changing<C>,
  { base, input, request, once, status }: Change<C>,
): Promise<CommandResult<C>> {
  const cursors = new Map<string, string>()
  const transact: Transact = async (work) => {
    const committed = await services.transactions(base.actor, work, request.device.address)
    for (const [feed, cursor] of committed.cursors) cursors.set(feed, cursor)
    return committed.value
  }
  const resultOf = (answer: Output<C> | Reply<Output<C>>): CommandResult<C> => {
    const { output, extras } = answer instanceof Reply ? answer : new Reply(answer, {})
    const { status: other, ...cookies } = extras
    return { output, cursors, status: other ?? status, cookies }
  }
  if ('writes' in useCase) {
    return transact(async (context) => {
      const result = resultOf(await useCase.writes({ ...context, request }, input))
      once?.keep(context, result)
      return result
    })
  }
  const answers = (context: WriteContext, output: Output<C>, other?: Extras['status']) =>
    once?.keep(context, { output, status: other ?? status })
  return resultOf(await useCase.runs({ ...base, services, transact, answers, request }, input))
}

/**
 * The only way from a wire to a use-case. It checks that this actor may ask at all and that the input is sound; the
 * use-case then decides about the thing itself inside its transaction.
 * @throws Refusal
 */
export function createDispatch(services: Services): Dispatch {
  const { config, clock, rates, stores } = services
  const noteDenial = createAuditDenials(services)
  const kept = createAnswerCache()
  const turn = createFairTurns()
  const run = async <C extends CommandName>(name: C, raw: unknown, { actor, request, pay }: CommandRequest): Promise<CommandResult<C>> => {
    const command: Command = commands[name]
    if (actor.kind === 'user' && actor.mustChangePassword && !command.beforePasswordChange) throw new Refusal('password_change_required')
    const refused = refusalAtGate(actor, command.gate, config.publicRead)
    if (refused) throw new Refusal(refused)
    if (isMuted(actor) && publishesContent(command, raw)) throw await mutedRefusal({ actor, stores })
    const input = checkInput(name, raw)
    await rates.count(name, { actor, address: request.device.address, input })
    const useCase: UseCase<C> = useCases[name]
    const base = { actor, config, now: clock(), stores }
    const status = command.status ?? 200
    const work = async (): Promise<CommandResult<C>> => {
      if ('reads' in useCase) return { output: await useCase.reads(base, input), cursors: new Map(), status, cookies: {} }
      const once = idempotentRequest(services, { name, raw, actor, key: request.idempotencyKey })
      const changed = () => change(services, useCase, { base, input, request, once, status })
      return once ? { cookies: {}, ...await once.answer(changed) as Omit<CommandResult<C>, 'cookies'> } : changed()
    }
    const version = 'version' in useCase && useCase.version ? await useCase.version({ ...base, services }, input) : null
    if (version === null) {
      pay(madePrice(name, input))
      return work()
    }
    const packed = await kept.get(JSON.stringify([name, input]), version, async () => {
      pay(madePrice(name, input))
      return Buffer.from(JSON.stringify((await work()).output))
    })
    return { output: new PackedOutput(packed), cursors: new Map(), status, cookies: {} }
  }
  return async (name, raw, asked) => {
    try {
      await turn(userIdOf(asked.actor) ?? networkOf(asked.request.device.address ?? ''))
      return await run(name, raw, asked)
    } catch (failure) {
      await noteDenial(failure, name, asked.actor, asked.request.device.address)
      throw failure
    }
  }
}
