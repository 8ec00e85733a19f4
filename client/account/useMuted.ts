import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { FOREVER } from '../../shared/model/instant'
import { useSession } from './sessionStore'
import { isMutedAt } from '../annotations/editability'
import { useDates } from '../ui/useDates'

/** [PEOPLE-11] That an admin took the word from whoever is here, and until when; '' if not. */
export function useMuted() {
  const { t } = useI18n()
  const { now, day } = useDates()
  const session = useSession()
  const muted = computed(() => {
    const until = session.user?.muted_until ?? null
    if (until === null || !isMutedAt(session.user, now.value)) return ''
    return until === FOREVER ? t('account.muted.open') : t('account.muted.until', { day: day(until) })
  })
  return { muted }
}
