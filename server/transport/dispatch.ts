import { fr, en } from 'zod/locales'
import { isMuted, type Actor } from '../../shared/access/actor'
import { refusalAtGate } from '../../shared/access/gates'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName, type Input, type Output } from '../../shared/contract/commands'
import { Refusal } from '../../shared/result'
import type { Services } from '../services'
import type { RequestFacts, Transact, UseCase } from '../usecases/context'
import { useCases } from '../usecases/useCases'
import type { Language } from './words'

export interface Asked {
  actor: Actor
  language: Language
  request: RequestFacts
}
export interface Answered<C extends CommandName> {
  output: Output<C>
  /** Where the feeds stand that this command changed. */
  cursors: Map<string, string>
}
export type Dispatch = <C extends CommandName>(name: C, raw: unknown, asked: Asked) => Promise<Answered<C>>

const localeErrors = { fr: fr().localeError, en: en().localeError }

/** Where a NUL stands in a text: PostgreSQL keeps none, and nobody means one. */
function pathOfNul(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    const found = pathOfNul(inner, path === '' ? name : `${path}.${name}`)
    if (found !== null) return found
  }
  return null
}

function checkInput<C extends CommandName>(name: C, raw: unknown, language: Language): Input<C> {
  const nul = pathOfNul(raw)
  if (nul !== null) throw new Refusal('invalid', {}, { issues: [{ path: nul, message: 'NUL' }] })
  const parsed = (commands[name] as Command).input.safeParse(raw, { error: localeErrors[language] })
  if (parsed.success) return parsed.data as Input<C>
  const issues = parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  throw new Refusal('invalid', {}, { issues })
}

/**
 * The only road from a wire to a use-case: may this actor ask at all, is the input sound, then the
 * use-case, which asks about the thing itself inside its transaction.
 * @throws Refusal
 */
export function createDispatch(services: Services): Dispatch {
  const { config, clock, rates, stores, transactions } = services
  return async <C extends CommandName>(name: C, raw: unknown, { actor, language, request }: Asked): Promise<Answered<C>> => {
    const command: Command = commands[name]
    if (actor.kind === 'user' && actor.mustChangePassword && !command.beforePasswordChange) throw new Refusal('password_change_required')
    const refused = refusalAtGate(actor, command.gate, config.publicRead)
    if (refused) throw new Refusal(refused)
    if (command.speaks && isMuted(actor)) throw new Refusal('muted')
    const input = checkInput(name, raw, language)
    const { address } = request.device
    await rates.count(name, { actor, address, input })
    const useCase: UseCase<C> = useCases[name]
    const base = { actor, config, now: clock(), stores }
    if ('reads' in useCase) return { output: await useCase.reads(base, input), cursors: new Map() }
    if ('writes' in useCase) {
      const { value, cursors } = await transactions(actor, context => useCase.writes({ ...context, request }, input), address)
      return { output: value, cursors }
    }
    const cursors = new Map<string, string>()
    const transact: Transact = async (work) => {
      const committed = await transactions(actor, work, address)
      for (const [feed, cursor] of committed.cursors) cursors.set(feed, cursor)
      return committed.value
    }
    return { output: await useCase.runs({ ...base, services, transact, request }, input), cursors }
  }
}
