import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { isAdmin as isAdminActor } from '../../../shared/access/actor'
import { ADMIN_FEED, userFeed } from '../../../shared/feedName'
import { useConnection } from '../../sync/connection'
import { useSession } from '../sessionStore'

/** "This setter is me": what waits for the admins, and what became of my own. */
export const useClaims = defineStore('claims', () => {
  const { feeds, tables } = useConnection()
  const session = useSession()
  const isAdmin = computed(() => isAdminActor(session.actor))

  watch(isAdmin, now => {
    if (now) return feeds.follow(ADMIN_FEED)
    feeds.unfollow(ADMIN_FEED)
    tables.wipe(ADMIN_FEED)
  }, { immediate: true, flush: 'sync' })

  const waiting = computed(() => [...tables.rows(ADMIN_FEED, 'claim').values()])
  const mine = computed(() => (session.user ? [...tables.rows(userFeed(session.user.id), 'claim').values()] : []))

  return { isAdmin, waiting, mine }
})
