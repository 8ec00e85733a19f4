import { instantOf } from '../../../shared/model/instant'
import { auditNames } from '../../auth/auditNames'
import { hashOf } from '../../auth/tokens'
import type { WriteContext } from '../../transaction/context'
import { endSessions } from '../../auth/endSessions'

/** One person has at most so many sessions at once; the one that was unused for longest ends. */
const SESSIONS_MAX = 20
const EVER = instantOf(0)

/**
 * [LIMIT-57] Ends the sessions that a new one replaces: this browser's last one, and those beyond the most that a
 * person may have. @returns the ids of the users whose sessions ended
 */
export async function endReplaced(context: WriteContext, userId: string, refreshCookie: string | null): Promise<Set<string>> {
  const { stores, actor, now } = context
  const ended = new Set<string>()
  const end = async (of: { userId: string; only: string }) => {
    if (await endSessions(context, of, { reason: 'replaced', actor, because: auditNames.login }) > 0) ended.add(of.userId)
  }
  const before = refreshCookie === null ? null : await stores.tokens.byHash(hashOf(refreshCookie))
  if (before) await end({ userId: before.user_id, only: before.family_id })
  const living = await stores.sessions.livingOf(userId, now, EVER)
  for (const { id } of living.slice(SESSIONS_MAX)) await end({ userId, only: id })
  return ended
}
