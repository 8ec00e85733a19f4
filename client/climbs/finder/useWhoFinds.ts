import { computed, type ComputedRef } from 'vue'
import type { Finder } from '../../../shared/rules/findClimbs'
import { useSession } from '../../account/sessionStore'
import { useLogbook } from '../../ascents/logbookStore'

/** The person who searches, with the climbs that they like, sent and marked as projects, also where the server has not heard of it yet. */
export function useWhoFinds(): ComputedRef<Finder> {
  const logbook = useLogbook()
  const session = useSession()
  return computed(() => {
    const { likes, projects, byClimb } = logbook
    return {
      userId: session.user?.id ?? null,
      isProject: id => projects.has(id),
      isLiked: id => likes.has(id),
      isSent: id => byClimb.has(id),
    }
  })
}
