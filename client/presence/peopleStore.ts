import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useApi } from '../api/useApi'
import { avatarAddress } from '../ui/avatarAddress'
import { usePresence } from './presenceStore'
import { useSession } from '../account/sessionStore'

interface Person {
  name: string
  colour: string
  /** The address of their picture; empty without one. */
  avatar: string
}
const UNKNOWN: Person = { name: '', colour: '', avatar: '' }

/** People's names and pictures by their id; an unknown one is asked for once. */
export const usePeople = defineStore('people', () => {
  const { call } = useApi()
  const session = useSession()
  const presence = usePresence()
  const loaded = shallowRef<ReadonlyMap<string, Person>>(new Map())
  const asked = new Set<string>()

  async function ask(id: string): Promise<void> {
    asked.add(id)
    try {
      const user = await call('users.get', { id })
      const person = { name: user.full_name || user.username, colour: user.colour, avatar: avatarAddress(user) }
      loaded.value = new Map(loaded.value).set(id, person)
    } catch {
      // Offline, or an account that is gone: nameless until the page is opened anew.
    }
  }

  /** Empty texts as long as it is not known. */
  function personOf(id: string): Person {
    const me = session.user
    if (me?.id === id) return { name: me.full_name || me.username, colour: me.colour, avatar: avatarAddress(me) }
    const here = presence.others.find(({ user }) => user.id === id)?.user
    if (here) return { name: here.name, colour: here.colour, avatar: avatarAddress(here) }
    const known = loaded.value.get(id)
    if (known === undefined && !asked.has(id)) void ask(id)
    return known ?? UNKNOWN
  }
  const nameOf = (id: string): string => personOf(id).name

  return { nameOf, personOf }
})
