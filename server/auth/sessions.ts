import { guest } from '../../shared/access/actor'
import type { EndReason } from '../db/stores/accounts/sessions'
import type { Cluster } from '../cluster/cluster'
import type { RunTransaction } from '../transaction/runTransaction'
import { endSessions } from './endSessions'

export interface Sessions {
  /** Ends every session of the user: sockets and documents on this node at once, on other nodes as soon as they are notified. */
  endUser: (userId: string, reason: EndReason) => Promise<void>
  /** The user's rights or sessions changed and are committed: their sockets and documents are checked now. */
  recheck: (userId: string) => void
  /** Calls `each` whenever a user must be checked. */
  onRecheck: (each: (userId: string) => void) => void
}

/** The database decides: every node reads it when it is notified, and every two seconds anyway. */
export function createSessions(transactions: RunTransaction, cluster: Cluster): Sessions {
  const looks: ((userId: string) => void)[] = []
  const look = (userId: string) => looks.forEach(each => each(userId))
  const recheck = (userId: string) => {
    look(userId)
    cluster.notify('users', [userId])
  }
  cluster.listen({ users: ids => ids.forEach(look) })
  return {
    async endUser(userId, reason) {
      await transactions(guest, context => endSessions(context, { userId }, { reason, actor: context.actor }))
      recheck(userId)
    },
    recheck,
    onRecheck: (each) => {
      looks.push(each)
    },
  }
}
