import type { Actor } from '../../shared/access/actor'
import type { CommandName } from '../../shared/contract/commands'
import { msOf } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import { auditNames } from '../auth/auditNames'
import type { Services } from '../services/services'
import { BoundedMap } from '../concurrency/boundedMap'

const TOLD_MS = 3600 * 1000
/** Callers who have not asked for longer may be told of once more, at worst. */
const TOLD_KEPT = 10_000

/**
 * [AUDIT-2] Tells the log of callers who ask for things that they may not have: each person or key once an hour for
 * each command, on each node.
 */
export function createAuditDenials({ transactions, clock, log }: Pick<Services, 'transactions' | 'clock' | 'log'>) {
  const told = new BoundedMap<string, number>(TOLD_KEPT)
  return async function note(failure: unknown, name: CommandName, actor: Actor, address: string | null): Promise<void> {
    if (!(failure instanceof Refusal) || failure.code !== 'forbidden' || actor.kind === 'guest') return
    const key = JSON.stringify([name, actor.kind === 'user' ? actor.id : actor.id ?? actor.name, actor.kind])
    const now = clock()
    const nowMs = msOf(now)
    if (nowMs - (told.get(key) ?? -Infinity) < TOLD_MS) return
    told.set(key, nowMs)
    // The refusal is answered even if the log could not be written.
    await transactions(
      actor, ({ stores }) => stores.audit.append({ actor, action: auditNames.denied, target: { kind: 'command', id: name } }, now), address,
    ).catch((error: unknown) => log.warn({ err: error }, 'a refusal is not in the log'))
  }
}
