import { guest } from '../../shared/access/actor'
import type { EndReason } from '../db/stores/sessions'
import type { Cluster } from '../cluster/cluster'
import type { RunTransaction } from '../transaction/runTransaction'
import { endSessions } from '../usecases/accounts/endSessions'

export interface Sessions {
  /** Ends every session of the user: sockets and documents on this node at once, on others as soon as they hear of it. */
  endUser: (userId: string, reason: EndReason) => Promise<void>
  /** The user's rights or sessions changed, and that is committed: their sockets and documents are looked at now. */
  recheck: (userId: string) => void
  /** Called whenever somebody has to be looked at. */
  onRecheck: (each: (userId: string) => void) => void
}

/** The database is what counts: every node asks it when it is called, and every two seconds anyway. */
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
