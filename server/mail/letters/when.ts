import { msOf, type Instant } from '../../../shared/model/instant'
import type { Language } from '../../i18n/messages'

/** A moment in words, in UTC, because the time zone of the gym is not known. */
export const when = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(msOf(at)) + ' UTC'
