import { msOf, type Instant } from '../../../shared/model/instant'
import type { FamilyToken } from '../../db/stores/accounts/tokens'

/**
 * Two branches of a family may be used side by side for so long, in milliseconds: two tabs, a lost answer or a phone
 * that slept explain it.
 */
const GRACE_MS = 10_000

function byParent(family: readonly FamilyToken[]): Map<string, FamilyToken[]> {
  const found = new Map<string, FamilyToken[]>()
  for (const token of family) if (token.parent_hash !== null) found.set(token.parent_hash, [...found.get(token.parent_hash) ?? [], token])
  return found
}

/** The last use of a token or of any that was traded for it; null if there was none. */
function lastUse(token: FamilyToken, childrenOf: ReadonlyMap<string, FamilyToken[]>): number | null {
  let last: number | null = null
  const open = [token]
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.used_at !== null) last = Math.max(last ?? 0, msOf(at.used_at))
    open.push(...childrenOf.get(at.token_hash) ?? [])
  }
  return last
}

/** True if a token comes back although its successor has been in use for long. */
function isReplay(presented: FamilyToken, childrenOf: ReadonlyMap<string, FamilyToken[]>, now: number): boolean {
  if (presented.used_at === null) return false
  const uses = (childrenOf.get(presented.token_hash) ?? []).flatMap(({ used_at }) => (used_at === null ? [] : [msOf(used_at)]))
  return uses.length > 0 && now - Math.min(...uses) > GRACE_MS
}

/**
 * [LIMIT-56] True if two people hold copies of one session: an old token comes back, or two branches of the family are
 * used side by side for longer than two tabs or a lost answer explain.
 */
export function isHeldByTwo(family: readonly FamilyToken[], presented: FamilyToken, at: Instant): boolean {
  const now = msOf(at)
  const byHash = new Map(family.map(token => [token.token_hash, token]))
  const childrenOf = byParent(family)
  if (isReplay(presented, childrenOf, now)) return true
  for (let own: FamilyToken | undefined = presented; own?.parent_hash; own = byHash.get(own.parent_hash)) {
    for (const sibling of childrenOf.get(own.parent_hash) ?? []) {
      if (sibling === own || sibling.used_at === null) continue
      const begun = Math.min(msOf(sibling.used_at), own.used_at === null ? now : msOf(own.used_at))
      // The presented token is used now for the first time. For an older one, the last use of its sibling's branch counts.
      const other = own.used_at === null ? now : lastUse(sibling, childrenOf) ?? begun
      if (now - begun > GRACE_MS && other - begun > GRACE_MS) return true
    }
  }
  return false
}
