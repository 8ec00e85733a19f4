import { onMounted, shallowRef } from 'vue'
import type { RegistrationMode } from '../../../shared/contract/account'
import { useApi } from '../../api/useApi'

/** Asks whether registration is open; it counts as open until the server says otherwise. */
export function useRegistration() {
  const { call } = useApi()
  const mode = shallowRef<RegistrationMode>('open')
  onMounted(async () => {
    mode.value = await call('auth.registration', {}).then(answer => answer.mode, () => 'open' as const)
  })
  return { mode }
}
