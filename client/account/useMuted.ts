import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { FOREVER } from '../../shared/model/instant'
import { useSession } from './sessionStore'
import { isMutedAt } from './isMutedAt'
import { useDates } from '../ui/useDates'

/** [PEOPLE-11] [PEOPLE-14] Says that an admin muted whoever is here, until when, why, and whom they can ask; '' if not. */
export function useMuted() {
  const { t } = useI18n()
  const { now, day } = useDates()
  const session = useSession()
  const muted = computed(() => {
    const until = session.user?.muted_until ?? null
    if (until === null || !isMutedAt(session.user, now.value)) return ''
    const { muted_reason: reason, muted_by_name: name } = session.user ?? {}
    // A user whom an older version remembered has neither field.
    return [
      until === FOREVER ? t('account.muted.open') : t('account.muted.until', { day: day(until) }),
      ...(reason ? [t('account.muted.why', { reason: /[.!?…]$/.test(reason) ? reason : `${reason}.` })] : []),
      ...(name ? [t('account.muted.by', { name })] : []),
    ].join(' ')
  })
  return { muted }
}
