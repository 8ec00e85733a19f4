import { z } from 'zod'
import { Source } from './gym'
import { Instant } from './instantSchema'

export const UserRole = z.enum(['user', 'admin'])
export type UserRole = z.infer<typeof UserRole>

export const UserLanguage = z.enum(['fr', 'en'])
export type UserLanguage = z.infer<typeof UserLanguage>

/** The account as its user sees it. Others see `PublicUser`. */
export const User = z.object({
  id: z.string(),
  email: z.string().nullable(),
  username: z.string(),
  full_name: z.string(),
  /** The address that serves the portrait. */
  avatar_path: z.string().nullable(),
  /** Another one for each portrait. */
  avatar_version: z.string().nullable(),
  role: UserRole,
  source: Source,
  created_at: Instant,
  last_login_at: Instant.nullable(),
  /** Null: whatever the browser says. */
  language: UserLanguage.nullable(),
  /** `#rrggbb`: what others see the person's cursor in. */
  colour: z.string(),
  /** True if somebody followed the link of an e-mail sent to `email`. */
  email_confirmed: z.boolean(),
  /** Takes the place of `email` once a link sent to it is followed. */
  pending_email: z.string().nullable(),
  /** Until then every other command is refused with `password_change_required`. */
  must_change_password: z.boolean(),
  /** True if logging in takes a passkey or a recovery code beside the password. */
  has_second_factor: z.boolean(),
  /** Said of an admin without one: it is asked for, or they are no admin before. */
  second_factor_wanted: z.enum(['no', 'asked', 'required']),
  /** May not write what others read until then; `FOREVER` where no end was set. */
  muted_until: Instant.nullable(),
  /** The admin's words, for the person. */
  muted_reason: z.string().nullable(),
  /** Whom to ask about it. */
  muted_by_name: z.string().nullable(),
  /** Others do not see which climbs they sent. */
  hides_ascents: z.boolean(),
})
export type User = z.infer<typeof User>

export const PublicUser = User.omit({
  email: true, last_login_at: true, language: true, email_confirmed: true, pending_email: true,
  must_change_password: true, has_second_factor: true, second_factor_wanted: true, muted_until: true,
  muted_reason: true, muted_by_name: true, hides_ascents: true,
}).extend({
  /** An imported setter whom nobody is yet. */
  is_claimable: z.boolean(),
})
export type PublicUser = z.infer<typeof PublicUser>
