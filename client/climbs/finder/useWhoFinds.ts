import { computed, type ComputedRef } from 'vue'
import type { Finder } from '../../../shared/rules/findClimbs'
import { userFeed } from '../../../shared/feedName'
import { useSession } from '../../account/sessionStore'
import { useConnection } from '../../sync/connection'

/** The person who searches, with the climbs that they like, sent and marked as projects. */
export function useWhoFinds(): ComputedRef<Finder> {
  const { tables } = useConnection()
  const session = useSession()
  const own = computed(() => userFeed(session.user?.id ?? ''))
  const sent = computed(() => new Set([...tables.rows(own.value, 'ascent').values()].map(({ climb_id }) => climb_id)))
  return computed(() => {
    const [remarks, likes] = [tables.rows(own.value, 'personal'), tables.rows(own.value, 'like')]
    return {
      userId: session.user?.id ?? null,
      isProject: id => remarks.get(id)?.is_project === true,
      isLiked: id => likes.has(id),
      isSent: id => sent.value.has(id),
    }
  })
}
