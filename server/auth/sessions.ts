import { guest } from '../../shared/access/actor'
import type { EndReason } from '../db/stores/sessions'
import type { RunTransaction } from '../transact'
import { endSessions } from '../usecases/accounts/endSessions'

export interface Sessions {
  /** Ends every session of the user: sockets and documents on this node at once, on others within two seconds. */
  endUser: (userId: string, reason: EndReason) => Promise<void>
  /** The user's rights or sessions changed, and that is committed: their sockets and documents are looked at now. */
  recheck: (userId: string) => void
  /** Called whenever somebody has to be looked at. */
  onRecheck: (look: (userId: string) => void) => void
}

/** The database is what counts; every node asks it every two seconds, and this one sooner. */
export function createSessions(transactions: RunTransaction): Sessions {
  const looks: ((userId: string) => void)[] = []
  const recheck = (userId: string) => looks.forEach(look => look(userId))
  return {
    async endUser(userId, reason) {
      await transactions(guest, context => endSessions(context, { userId }, { reason, actor: context.actor }))
      recheck(userId)
    },
    recheck,
    onRecheck: (look) => {
      looks.push(look)
    },
  }
}
