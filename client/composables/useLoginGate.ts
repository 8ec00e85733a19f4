import { shallowRef } from 'vue'
import { useSession } from '../stores/session'

const isOpen = shallowRef(false)
let waiting: ((loggedIn: boolean) => void)[] = []

/** An account is asked for only when one acts; what was begun goes on after. */
export function useLoginGate() {
  const session = useSession()

  /** True once somebody is logged in, false when they would rather not. */
  function pass(): Promise<boolean> {
    if (session.user) return Promise.resolve(true)
    isOpen.value = true
    return new Promise(resolve => waiting.push(resolve))
  }

  function close(): void {
    isOpen.value = false
    const answered = waiting
    waiting = []
    for (const resolve of answered) resolve(session.user !== null)
  }

  return { isOpen, pass, close }
}
