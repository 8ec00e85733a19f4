import { useI18n } from 'vue-i18n'
import type { AdminUser } from '../../../shared/contract/admin'
import type { CommandName } from '../../../shared/contract/commands'
import type { Instant } from '../../../shared/model/instant'
import { isMutedAt } from '../../account/isMutedAt'
import { momentOf } from '../../ui/localTimes'
import { useToasts } from '../../ui/toastsStore'
import { useUndoOwn } from '../../account/useUndoOwn'

/** Decisions about a person, with the command that makes each. */
export const decisions = {
  promote: 'users.promote', demote: 'users.demote', mute: 'users.mute', unmute: 'users.unmute',
  deactivate: 'users.deactivate', reactivate: 'users.reactivate', endSessions: 'users.endAllSessions', resetFactor: 'users.resetFactor',
} as const satisfies Record<string, CommandName>
export type Decision = keyof typeof decisions

/** The decisions that an account allows as it stands. */
export function decisionsOn(user: AdminUser & { sessions_count: number }, now: Instant): Decision[] {
  const role: Decision = user.role === 'admin' ? 'demote' : 'promote'
  return [
    isMutedAt(user, now) ? 'unmute' : 'mute',
    ...(user.is_claimable ? [] : [role]),
    ...(user.has_second_factor ? ['resetFactor'] as const : []),
    ...(user.sessions_count > 0 ? ['endSessions'] as const : []),
    user.is_active ? 'deactivate' : 'reactivate',
  ]
}

/** Lost sessions and passkeys do not come back. */
const FINAL: readonly Decision[] = ['endSessions', 'resetFactor']

const DAY_MS = 24 * 3_600_000
const LENGTHS = { day: DAY_MS, week: 7 * DAY_MS }
/** The end of a mute or a deactivation. `moment`: the one in the field. `open`: it lasts until an admin says otherwise. */
export const durations = ['day', 'week', 'moment', 'open'] as const
export type Duration = typeof durations[number]
/** @param field the local date and time that is chosen with `moment` */
export function untilOf(duration: Duration, field: string, now: number): { until?: string } {
  const until = duration === 'moment' ? momentOf(field) : duration === 'open' ? null : new Date(now + LENGTHS[duration]).toISOString()
  return until === null ? {} : { until }
}

/** Says that a decision was made, and offers to undo it. */
export function useDecisions() {
  const { t } = useI18n()
  const toasts = useToasts()
  const { undoOwn } = useUndoOwn()

  /** @param changed is called once the decision is undone */
  function tell({ id, name }: { id: string; name: string }, decision: Decision, changed: () => void): void {
    const text = t('admin.users.done', { name })
    if (FINAL.includes(decision)) return toasts.show({ text })
    const undo = () => undoOwn({ action: `user.${decision}`, target: id }, changed)
    toasts.show({ text, action: { label: t('admin.users.undo'), perform: undo } })
  }
  return { tell }
}
