import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Output } from '../../../shared/contract/commands'
import { ApiError } from '../../api/api'
import { useApi } from '../../api/useApi'

export type Device = Output<'users.sessions'>['results'][number]

/** One's sessions. They are asked for at each visit of the page, because no feed carries them. */
export function useDevices() {
  const { call } = useApi()
  const { t } = useI18n()
  const devices = shallowRef<readonly Device[] | null>(null)
  const failed = shallowRef('')
  const current = computed(() => devices.value?.find(({ is_current }) => is_current))
  const others = computed(() => devices.value?.filter(({ is_current }) => !is_current) ?? [])

  async function load(): Promise<void> {
    try {
      devices.value = (await call('users.sessions', {})).results
      failed.value = ''
    } catch (failure) {
      const isOffline = failure instanceof ApiError && failure.code === 'offline'
      failed.value = t(isOffline ? 'account.offline' : 'app.failed')
    }
  }

  /** One, or all the others. What is gone already is as good as ended. */
  async function end(which: Device | 'others'): Promise<void> {
    if (which === 'others') await call('users.endOtherSessions', {})
    else await call('users.endSession', { id: which.id }).catch(unlessGone)
    await load()
  }

  return { devices, current, others, failed, load, end }
}

function unlessGone(failure: unknown): void {
  if (!(failure instanceof ApiError) || failure.code !== 'not_found') throw failure
}
