import { z } from 'zod'
import { UserRole } from '../model/user'
import { isReadable, isSaneAddress } from '../rules/personName'
import { usernameKey } from '../rules/username'
import type { Command } from './command'
import { Instant } from '../model/instantSchema'

const Message = z.object({ message: z.string() })
const Tokens = z.object({
  access_token: z.string(),
  /** Absent where the browser keeps it in a cookie. */
  refresh_token: z.string().optional(),
  token_type: z.literal('bearer'),
  /** Seconds until the access token ends. */
  expires_in: z.number().int(),
})
export const LoggedIn = Tokens.extend({
  user_id: z.string(),
  email: z.string().nullable(),
  username: z.string(),
  full_name: z.string(),
  role: UserRole,
  /** The account was about to be deleted; now it stays. */
  deletion_undone: z.literal(true).optional(),
})

/** [USER-1] An `@` would be taken for an address; a name that cannot be seen is none. */
export const Username = z.string().trim().min(3).max(50).refine((name) => {
  const key = usernameKey(name)
  return key !== '' && !key.includes('@') && isReadable(name)
}, 'username')

export const FullName = z.string().trim().max(100).refine(name => name === '' || isReadable(name), 'unreadable')

/** [LIMIT-58] As long as mail servers take one. */
export const Email = z.string().trim().max(254).pipe(z.email()).refine(isSaneAddress, 'email')

const Session = z.object({
  id: z.string(),
  /** Browser and system; empty where the device says neither. */
  label: z.string(),
  address: z.string().nullable(),
  created_at: Instant,
  used_at: Instant,
  expires_at: Instant,
  is_current: z.boolean(),
})


export const RegistrationMode = z.enum(['open', 'invite', 'closed'])
export type RegistrationMode = z.infer<typeof RegistrationMode>
const InviteState = z.enum(['good', 'used', 'expired', 'ended', 'unknown'])
export type InviteState = z.infer<typeof InviteState>

export const accountCommands = {
  'auth.register': {
    method: 'POST', path: '/api/auth/register', summary: 'Make an account', gate: 'anyone',
    input: z.strictObject({
      email: Email,
      username: Username,
      password: z.string().min(8).max(128),
      full_name: FullName.default(''),
      /** The token of an invitation, where registering takes one. */
      invite: z.string().max(100).optional(),
    }),
    output: z.object({ id: z.string(), email: z.string(), username: z.string(), full_name: z.string(), message: z.string() }),
    status: 201,
  },
  'auth.registration': {
    method: 'GET', path: '/api/auth/registration', summary: 'Who may make an account: anybody, the invited, nobody', gate: 'anyone',
    input: z.object({}), output: z.object({ mode: RegistrationMode }),
  },
  'auth.checkInvite': {
    method: 'POST', path: '/api/auth/invite', summary: 'Whether an invitation is still good; asking costs no use', gate: 'anyone',
    input: z.strictObject({ invite: z.string().min(1).max(100) }),
    output: z.object({ state: InviteState, expires_at: Instant.nullable() }),
  },
  'auth.login': {
    method: 'POST', path: '/api/auth/login', summary: 'Log in with username or e-mail', gate: 'anyone', form: true,
    // Not strict: OAuth2 form clients send grant_type, scope, client_id too.
    input: z.object({
      username: z.string().min(1).max(320),
      password: z.string().min(1).max(1000),
      cookie: z.boolean().default(false),
    }),
    output: LoggedIn,
  },
  'auth.refresh': {
    method: 'POST', path: '/api/auth/refresh', summary: 'Trade a refresh token for a new pair', gate: 'anyone', bodyBytes: 4 * 1024,
    input: z.strictObject({ refresh_token: z.string().min(1).max(500).optional() }),
    output: Tokens,
  },
  'auth.logout': {
    method: 'POST', path: '/api/auth/logout', summary: 'End this session', gate: 'anyone',
    input: z.strictObject({ refresh_token: z.string().min(1).max(500).optional() }),
    output: Message,
  },
  'auth.requestReset': {
    method: 'POST', path: '/api/auth/reset-password', summary: 'Ask for a link to choose a new password', gate: 'anyone',
    input: z.strictObject({ email: Email }),
    output: Message,
  },
  'auth.checkReset': {
    method: 'POST', path: '/api/auth/reset-password/check', summary: 'Whose password a code from the mail chooses; asking does not use it',
    gate: 'anyone',
    input: z.strictObject({ token: z.string().trim().min(1).max(500) }),
    output: z.object({ email: z.string().nullable(), username: z.string(), full_name: z.string() }),
  },
  'auth.confirmReset': {
    method: 'POST', path: '/api/auth/reset-password/confirm', summary: 'Choose a new password with the code from the mail', gate: 'anyone',
    input: z.strictObject({ token: z.string().trim().min(1).max(500), new_password: z.string().min(8).max(128) }),
    output: Message,
  },
  'auth.confirmEmail': {
    method: 'POST', path: '/api/auth/confirm-email', summary: 'Prove an address with the code from the mail', gate: 'anyone',
    input: z.strictObject({ token: z.string().trim().min(1).max(500) }),
    output: Message.extend({
      email: z.string(),
      /** The link was followed before, or the address was proved in another way. */
      already_confirmed: z.literal(true).optional(),
    }),
  },
  'users.sendConfirmation': {
    method: 'POST', path: '/api/users/me/confirm-email', summary: 'Send the letter that proves my address once more', gate: 'user',
    input: z.strictObject({}), output: Message,
  },
  'users.changePassword': {
    method: 'POST', path: '/api/users/me/password', summary: 'Change my password, which ends my other sessions', gate: 'user',
    beforePasswordChange: true,
    input: z.strictObject({ current_password: z.string().min(1).max(1000), new_password: z.string().min(8).max(128) }),
    output: Message,
  },
  'users.sessions': {
    method: 'GET', path: '/api/users/me/sessions', summary: 'The devices where I am logged in', gate: 'user',
    input: z.object({}), output: z.object({ results: z.array(Session) }),
  },
  'users.endSession': {
    method: 'DELETE', path: '/api/users/me/sessions/:id', summary: 'Log one of my devices out', gate: 'user',
    input: z.object({ id: z.string() }), output: z.void(), status: 204,
  },
  'users.endOtherSessions': {
    method: 'DELETE', path: '/api/users/me/sessions', summary: 'Log all my other devices out', gate: 'user',
    input: z.object({}), output: z.object({ ended: z.number().int() }),
  },
} as const satisfies Record<string, Command>
