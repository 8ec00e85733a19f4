import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { StoktLink } from '../../../shared/contract/sources'
import { ApiError } from '../../api/api'
import { useApi } from '../../api/useApi'
import { flagOf } from '../../ui/kept'
import { persistedRef } from '../../ui/persistedRef'
import { useSession } from '../sessionStore'

const textOf = (stored: unknown): string => (typeof stored === 'string' ? stored : '')
/** An answer that is so young is not asked for again. */
const YOUNG_MS = 10_000

/**
 * [STOKT-20] [SOURCE-8] The person's account in Stokt. The browser remembers whether one is linked, and whether their climbs
 * go there too. The server is asked once in a visit, and again where the account is shown.
 */
export const useStoktLink = defineStore('stoktLink', () => {
  const { call } = useApi()
  const session = useSession()
  /** The id of the person who linked an account, and of the one whose account is good too. */
  const linkedPerson = persistedRef('mastoc.stoktLinked', textOf)
  const goodPerson = persistedRef('mastoc.stokt.person', textOf)
  const wantsAlso = persistedRef('mastoc.stokt.also', stored => flagOf(stored, false))
  const told = shallowRef<{ who: string; link: StoktLink; at: number } | null>(null)
  const who = computed(() => session.user?.id ?? '')
  const isHere = (person: string): boolean => who.value !== '' && person === who.value
  /** The answer of the server in this visit; null: it was not asked yet. */
  const link = computed(() => (told.value !== null && isHere(told.value.who) ? told.value.link : null))
  const isLinked = computed(() => isHere(linkedPerson.value))
  /** Stokt takes the account, as far as is known. */
  const isGood = computed(() => isLinked.value && isHere(goodPerson.value))

  function take(answer: StoktLink, person = who.value): void {
    told.value = { who: person, link: answer, at: Date.now() }
    if (!isHere(person)) return
    linkedPerson.value = answer.linked ? person : ''
    goodPerson.value = answer.linked && !answer.broken ? person : ''
  }

  let asked: { person: string; answer: Promise<void> } | null = null
  /** Whoever asks at the same time shares one answer. Without a network the last one stands. */
  async function ask(): Promise<void> {
    const person = who.value
    if (person === '') return
    if (asked?.person === person) return asked.answer
    if (told.value?.who === person && Date.now() - told.value.at < YOUNG_MS) return
    const answer = call('users.stokt', {}).then(now => take(now, person), (error: unknown) => {
      if (!(error instanceof ApiError)) throw error
    }).finally(() => (asked = null))
    asked = { person, answer }
    return answer
  }
  const askOnce = async (): Promise<void> => {
    if (link.value === null) await ask()
  }

  async function linkAccount(proof: { username: string; password: string }): Promise<void> {
    take(await call('users.linkStokt', proof))
  }
  async function unlink(): Promise<void> {
    await call('users.unlinkStokt', {})
    take({ linked: false, can_link: link.value?.can_link ?? true, full_name: null, since: null, broken: false, brought: null })
  }

  return { link, isLinked, isGood, wantsAlso, take, ask, askOnce, linkAccount, unlink }
})
