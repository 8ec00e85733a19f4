import { msOf, type Instant } from '../../../shared/model/instant'
import type { FamilyToken } from '../../db/stores/tokens'

/** How long two branches of a family may go on side by side, milliseconds: two tabs, a lost answer, a phone that slept. */
const GRACE_MS = 10_000

function byParent(family: readonly FamilyToken[]): Map<string, FamilyToken[]> {
  const found = new Map<string, FamilyToken[]>()
  for (const token of family) if (token.parent_hash !== null) found.set(token.parent_hash, [...found.get(token.parent_hash) ?? [], token])
  return found
}

/** When a token, or any that was traded for it, was last used; null where none was. */
function lastUse(token: FamilyToken, childrenOf: ReadonlyMap<string, FamilyToken[]>): number | null {
  let last: number | null = null
  const open = [token]
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.used_at !== null) last = Math.max(last ?? 0, msOf(at.used_at))
    open.push(...childrenOf.get(at.token_hash) ?? [])
  }
  return last
}

/** A copy of a token was used after its successor had been for long. */
function isReplay(presented: FamilyToken, childrenOf: ReadonlyMap<string, FamilyToken[]>, now: number): boolean {
  if (presented.used_at === null) return false
  const uses = (childrenOf.get(presented.token_hash) ?? []).flatMap(({ used_at }) => (used_at === null ? [] : [msOf(used_at)]))
  return uses.length > 0 && now - Math.min(...uses) > GRACE_MS
}

/**
 * [LIMIT-56] Whether two hold copies of one session: an old token comes back, or two branches of the
 * family live on beside each other for longer than two tabs or a lost answer explain.
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
      // The token itself comes now for the first time; an elder one shows by what came of its sibling.
      const other = own.used_at === null ? now : lastUse(sibling, childrenOf) ?? begun
      if (now - begun > GRACE_MS && other - begun > GRACE_MS) return true
    }
  }
  return false
}
