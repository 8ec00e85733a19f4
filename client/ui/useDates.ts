import { createSharedComposable, useNow } from '@vueuse/core'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { agoOf, daysAgoOf } from './ago'

/** One clock for all rows of a list. */
const useMinutes = createSharedComposable(() => useNow({ interval: 60_000 }))

/** Moments in the words of the language in use; they stay true while the page is open. */
export function useDates() {
  const { locale: language } = useI18n()
  /** English days are written as in Europe: 17 December. */
  const locale = computed(() => (language.value === 'en' ? 'en-GB' : language.value))
  const now = useMinutes()

  const ago = (instant: Instant): string => agoOf(msOf(instant), now.value.getTime(), locale.value)
  const daysAgo = (instant: Instant): string => daysAgoOf(msOf(instant), now.value.getTime(), locale.value)
  const day = (instant: Instant): string =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'long' }).format(msOf(instant))
  const month = (instant: Instant): string =>
    new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric' }).format(msOf(instant))
  const exact = (instant: Instant): string =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'medium' }).format(msOf(instant))
  /** A moment to the minute, as one says it: 17 December at 14:00. */
  const moment = (instant: Instant): string =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeStyle: 'short' }).format(msOf(instant))
  const minute = computed(() => instantOf(now.value.getTime()))

  return { now: minute, moment, ago, daysAgo, day, month, exact }
}
