import { onMounted, shallowRef } from 'vue'
import type { RegistrationMode } from '../../shared/contract/account'
import { call } from '../api/api'

/** Who may make an account; anybody, until the server says otherwise: it has the last word. */
export function useRegistration() {
  const mode = shallowRef<RegistrationMode>('open')
  onMounted(async () => {
    mode.value = await call('auth.registration', {}).then(answer => answer.mode, () => 'open' as const)
  })
  return { mode }
}
