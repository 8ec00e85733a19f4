import { watch } from 'vue'
import { useSession } from './sessionStore'
import { useSettings } from '../frame/settingsStore'

/** [ME-2] The account knows which language one speaks, wherever one logs in; the theme stays with the device. */
export function useAccountLanguage(): void {
  const session = useSession()
  const settings = useSettings()
  watch(() => session.user?.language, language => {
    if (language) settings.locale = language
  }, { immediate: true })
}
