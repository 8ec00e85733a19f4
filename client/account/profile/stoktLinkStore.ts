import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import type { StoktLink } from '../../../shared/contract/sources'
import { ApiError } from '../../api/api'
import { useApi } from '../../api/useApi'
import { flagOf } from '../../ui/kept'
import { persistedRef } from '../../ui/persistedRef'
import { useSession } from '../sessionStore'

/** [STOKT-20] Whether the person's account in Stokt is linked, as this browser last heard, and whether their climbs go there too. */
export const useStoktLink = defineStore('stoktLink', () => {
  const { call } = useApi()
  const session = useSession()
  /** The id of the person whose account is linked and good. */
  const linkedPerson = persistedRef('mastoc.stokt.person', stored => (typeof stored === 'string' ? stored : ''))
  const wantsAlso = persistedRef('mastoc.stokt.also', stored => flagOf(stored, false))
  const isLinked = computed(() => session.user !== null && linkedPerson.value === session.user.id)

  function take(link: StoktLink): void {
    linkedPerson.value = link.linked && !link.broken ? session.user?.id ?? '' : ''
  }
  async function ask(): Promise<void> {
    try {
      take(await call('users.stokt', {}))
    } catch (error) {
      // Without a network the last answer stands.
      if (!(error instanceof ApiError)) throw error
    }
  }
  watch(() => session.user?.id, id => void (id !== undefined && ask()), { immediate: true })

  return { isLinked, wantsAlso, take }
})
