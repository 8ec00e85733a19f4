import { defineStore } from 'pinia'
import { computed } from 'vue'
import { ADMIN_FEED, userFeed } from '../../shared/feedName'
import type { OwnReport, Report } from '../../shared/model/report'
import { useConnection } from '../sync/connection'
import { useSession } from '../account/sessionStore'

/** The store has the open reports for admins, the oldest first, and one's own reports, the newest first. */
export const useReports = defineStore('reports', () => {
  const { tables } = useConnection()
  const session = useSession()
  const waiting = computed(() =>
    ([...tables.rows(ADMIN_FEED, 'report').values()] as Report[]).sort((a, b) => (a.created_at < b.created_at ? -1 : 1)))
  const mine = computed(() =>
    session.user
      ? ([...tables.rows(userFeed(session.user.id), 'report').values()] as OwnReport[])
          .sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
      : [])
  return { waiting, mine }
})
