import { msOf, type Instant } from '../../../shared/model/instant'
import type { Language } from '../../i18n/messages'

/** A moment in words; the gym's zone is not known, so it is told with its own. */
export const when = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(msOf(at)) + ' UTC'
