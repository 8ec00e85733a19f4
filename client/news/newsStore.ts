import { defineStore } from 'pinia'
import { computed } from 'vue'
import { userFeed } from '../../shared/feedName'
import type { News } from '../../shared/model/news'
import { useSession } from '../account/sessionStore'
import { useApi } from '../api/useApi'
import { useConnection } from '../sync/connection'

/** What others did with something of mine, the newest first. */
export const useNews = defineStore('news', () => {
  const { call } = useApi()
  const { tables } = useConnection()
  const session = useSession()
  const mine = computed<News[]>(() =>
    session.user
      ? [...tables.rows(userFeed(session.user.id), 'news').values()].sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
      : [])
  const unseen = computed(() => mine.value.filter(({ seen_at }) => seen_at === null))

  /** Without a network the news stay new until the next visit. */
  async function see(): Promise<void> {
    const [newest] = unseen.value
    if (newest) await call('news.see', { until: newest.created_at }).catch(() => undefined)
  }

  return { mine, unseen, see }
})
