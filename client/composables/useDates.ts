import { useNow } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { msOf, type Instant } from '../../shared/model/instant'
import { agoOf } from './ago'

/** Moments in the words of the language in use; they stay true while the page is open. */
export function useDates() {
  const { locale } = useI18n()
  const now = useNow({ interval: 60_000 })

  const ago = (instant: Instant): string => agoOf(msOf(instant), now.value.getTime(), locale.value)
  const day = (instant: Instant): string =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'long' }).format(msOf(instant))

  return { ago, day }
}
