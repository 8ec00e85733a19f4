import { hasScope, isAdmin, type Actor } from './actor'

/** The facts that decide a climb's rights: who owns it and whether others see it. */
export interface ClimbRights {
  created_by_id: string | null
  setter_id: string | null
  is_private: boolean
  /** True if it was set with the very key that asks. */
  is_made_with_key?: boolean
}
export type ClimbAction = 'read' | 'edit' | 'delete' | 'remark'

/** Its creator, or the linked setter. */
export const ownsClimb = (actor: Actor, climb: ClimbRights): boolean =>
  actor.kind === 'user' && (climb.created_by_id === actor.id || climb.setter_id === actor.id)

/**
 * May the actor do this to the climb? That it may read the wall at all was asked before.
 * A private climb is its owners' alone: even an admin does not see it. [MOVE-16] A key may change what it made.
 */
export function canClimb(actor: Actor, action: ClimbAction, climb: ClimbRights): boolean {
  const owner = ownsClimb(actor, climb)
  const visible = !climb.is_private || owner || hasScope(actor, 'import')
  switch (action) {
    case 'read':
      return visible
    case 'remark':
      return visible && actor.kind === 'user'
    case 'edit':
    case 'delete':
      return visible && (owner || isAdmin(actor) || (hasScope(actor, 'write') && climb.is_made_with_key === true))
  }
}
