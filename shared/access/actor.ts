import type { UserRole } from '../model/user'

export const SCOPES = ['read', 'write', 'import', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** The caller. An API key acts for no user. */
export type Actor =
  | { kind: 'guest' }
  | {
    kind: 'user'
    id: string
    role: UserRole
    name: string
    colour?: string | null
    avatar_path?: string | null
    /** The user can do nothing else before. */
    mustChangePassword?: boolean
    /** The user is an admin once they have a second factor, and none before. */
    needsFactor?: boolean
    /** The user writes nothing that others read. */
    isMuted?: boolean
  }
  /** `id` where the key is stored, none where it comes from the settings. */
  | { kind: 'key'; id?: string; name: string; scopes: readonly Scope[] }

export const guest: Actor = { kind: 'guest' }

export const userIdOf = (actor: Actor): string | null => (actor.kind === 'user' ? actor.id : null)
/** The name by which a key is known again; null for people. */
export const keyOf = (actor: Actor): string | null => (actor.kind === 'key' ? actor.id ?? actor.name : null)
export const isMuted = (actor: Actor): boolean => actor.kind === 'user' && actor.isMuted === true
export const isAdmin = (actor: Actor): boolean =>
  (actor.kind === 'user' && actor.role === 'admin') || hasScope(actor, 'admin')

/** Scope admin includes every other. */
export const hasScope = (actor: Actor, scope: Scope): boolean =>
  actor.kind === 'key' && (actor.scopes.includes(scope) || actor.scopes.includes('admin'))
