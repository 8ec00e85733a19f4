import { guest, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import { commands, type CommandName } from '../../shared/contract/commands'
import type { Config } from '../config/config'

/** Their answers are the same for everybody who may read at all. */
const SAME_FOR_ALL: readonly CommandName[] = [
  'gyms.list', 'faces.list', 'faces.get', 'faces.setup', 'faces.setupByStoktId', 'holds.list', 'holds.get', 'holds.getByStoktId',
]
const OF_A_FEED: readonly CommandName[] = ['feeds.changes', 'feeds.head']

/**
 * [LIMIT-92] True if a browser may keep the answer on its disk and ask later whether it still holds: answers that
 * guests may read, and others that do not depend on the caller. Everything else is forgotten with the page.
 */
export function isCacheable(
  name: CommandName,
  input: Record<string, unknown>,
  { actor, config }: { actor: Actor; config: Pick<Config, 'publicRead'> },
): boolean {
  if (!config.publicRead || commands[name].method !== 'GET' || commands[name].gate !== 'reader') return false
  if (actor.kind === 'guest' || SAME_FOR_ALL.includes(name)) return true
  return OF_A_FEED.includes(name) && typeof input['feed'] === 'string' && canFollow(guest, input['feed'], true)
}
