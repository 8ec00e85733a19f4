import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useApi } from '../api/useApi'
import { usePresence } from './presenceStore'
import { useSession } from './sessionStore'

/** People's names by their id; an unknown one is asked for once. */
export const usePeople = defineStore('people', () => {
  const { call } = useApi()
  const session = useSession()
  const presence = usePresence()
  const learned = shallowRef<ReadonlyMap<string, string>>(new Map())
  const asked = new Set<string>()

  async function ask(id: string): Promise<void> {
    asked.add(id)
    try {
      const { full_name, username } = await call('users.get', { id })
      learned.value = new Map(learned.value).set(id, full_name || username)
    } catch {
      // Offline, or an account that is gone: nameless until the page is opened anew.
    }
  }

  /** `''` as long as it is not known. */
  function nameOf(id: string): string {
    const me = session.user
    if (me?.id === id) return me.full_name || me.username
    const known = presence.others.find(({ user }) => user.id === id)?.user.name ?? learned.value.get(id)
    if (known === undefined && !asked.has(id)) void ask(id)
    return known ?? ''
  }

  return { nameOf }
})
