import type { Gate } from '../contract/command'
import type { ErrorCode } from '../result'
import { hasScope, isAdmin, type Actor } from './actor'

/** Null if the actor may ask at all, otherwise why not. */
export function refusalAtGate(actor: Actor, gate: Gate, publicRead: boolean): ErrorCode | null {
  switch (gate) {
    case 'anyone':
      return null
    case 'reader':
      if (actor.kind === 'user' || publicRead) return null
      if (actor.kind === 'guest') return 'unauthenticated'
      return actor.scopes.length > 0 ? null : 'missing_scope'
    case 'user':
      return actor.kind === 'user' ? null : 'unauthenticated'
    case 'writer':
      if (actor.kind === 'user') return null
      if (actor.kind === 'guest') return 'unauthenticated'
      return hasScope(actor, 'write') ? null : 'missing_scope'
    case 'importer':
      if (actor.kind === 'key') return hasScope(actor, 'import') ? null : 'missing_scope'
      return refusalToOther(actor)
    case 'admin':
      if (actor.kind === 'key') return hasScope(actor, 'admin') ? null : 'missing_scope'
      return refusalToOther(actor)
  }
}

/** A person at the admins' gate. */
function refusalToOther(actor: Actor): ErrorCode | null {
  if (actor.kind === 'guest') return 'unauthenticated'
  if (isAdmin(actor)) return null
  return actor.kind === 'user' && actor.needsFactor ? 'factor_required' : 'forbidden'
}
