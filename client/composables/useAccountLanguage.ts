import { watch } from 'vue'
import type { Locale } from '../i18n'
import { useSession } from '../stores/session'
import { useSettings } from '../stores/settings'

/** [ME-2] The account knows which language one speaks, wherever one logs in; the theme stays with the device. */
export function useAccountLanguage() {
  const session = useSession()
  const settings = useSettings()
  watch(() => session.user?.language, language => {
    if (language) settings.locale = language
  }, { immediate: true })

  /** Here at once; in the account as soon as the server can be reached. */
  function choose(locale: Locale): void {
    settings.locale = locale
    if (session.user && session.user.language !== locale) session.update({ language: locale }).catch(() => undefined)
  }

  return { choose }
}
