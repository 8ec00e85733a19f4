import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PushKinds } from '../../shared/model/push'
import { useApi } from '../api/useApi'

export const NO_KINDS: PushKinds = { search: false, project: false, request: false, answer: false }

const bytesOf = (key: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))

/** Whether this browser can show notifications at all. */
export const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** [PUSH-7] The notifications of this browser. Nothing is asked before a person switches the first one on. */
export function usePush() {
  const { call } = useApi()
  const { t } = useI18n()
  const kinds = shallowRef<PushKinds | null>(null)
  const problem = shallowRef('')
  let publicKey = ''

  async function load(): Promise<void> {
    try {
      const state = await call('push.get', {})
      publicKey = state.public_key
      kinds.value = state.kinds ?? NO_KINDS
    } catch {
      problem.value = t('news.push.offline')
    }
  }

  async function subscription(): Promise<PushSubscription | null> {
    const registration = await navigator.serviceWorker.getRegistration()
    if (!registration || await Notification.requestPermission() !== 'granted') return null
    const known = await registration.pushManager.getSubscription()
    const key = known?.options.applicationServerKey
    const ownKey = bytesOf(publicKey)
    if (known && key && new Uint8Array(key).join() === ownKey.join()) return known
    await known?.unsubscribe()
    return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: ownKey })
  }

  async function off(): Promise<void> {
    await call('push.unsubscribe', {})
    const registration = await navigator.serviceWorker.getRegistration()
    await (await registration?.pushManager.getSubscription())?.unsubscribe()
  }

  async function set(wanted: PushKinds): Promise<void> {
    const before = kinds.value
    kinds.value = wanted
    problem.value = ''
    try {
      if (!Object.values(wanted).includes(true)) return await off()
      const browser = await subscription()
      const { endpoint, keys: { p256dh = '', auth = '' } = {} } = browser?.toJSON() ?? {}
      if (endpoint === undefined) {
        kinds.value = before
        problem.value = t('news.push.denied')
        return
      }
      kinds.value = (await call('push.subscribe', { endpoint, keys: { p256dh, auth }, kinds: wanted })).kinds
    } catch {
      kinds.value = before
      problem.value = t('news.push.failed')
    }
  }

  return { kinds, problem, load, set }
}
