import type { Actor } from './actor'

/** May the actor say that this setter is them? Only of an imported one, whom nobody is yet. */
export const canClaim = (actor: Actor, setter: { id: string; is_claimable: boolean }): boolean =>
  actor.kind === 'user' && setter.is_claimable && setter.id !== actor.id
