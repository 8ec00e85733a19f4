import { until } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useSession } from '../sessionStore'

/** The form that the dialog opens with. */
export type AccountWay = 'login' | 'register' | 'forgot'

/** An account is asked for only when one acts; what was begun goes on after. */
export const useLoginGate = defineStore('loginGate', () => {
  const session = useSession()
  const isOpen = shallowRef(false)
  const way = shallowRef<AccountWay>('login')
  let waiting: ((loggedIn: boolean) => void)[] = []

  /** True once somebody is logged in, false when they would rather not. */
  async function pass(): Promise<boolean> {
    // The page may not know yet that the person is logged in: it waits for that before it asks.
    await until(() => session.ready).toBe(true)
    if (session.user) return true
    way.value = 'login'
    isOpen.value = true
    return new Promise(resolve => waiting.push(resolve))
  }

  /** Asks where to send the letter with which one chooses a new password. */
  function forgot(): void {
    way.value = 'forgot'
    isOpen.value = true
  }

  function close(): void {
    isOpen.value = false
    const answered = waiting
    waiting = []
    for (const resolve of answered) resolve(session.user !== null)
  }

  return { isOpen, way, pass, forgot, close }
})
