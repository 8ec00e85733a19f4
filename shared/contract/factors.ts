import { z } from 'zod'
import { Assertion, Attestation, CreationAsked, CredentialId, FactorAsked, Passkey, PasskeyName } from '../model/passkey'
import { LoggedIn } from './account'
import type { Command } from './command'
import { Instant } from '../model/instantSchema'

const Ticket = z.string().min(1).max(2000)
/** The code as the user types it: dashes, spaces and capitals do not matter. */
const RecoveryCode = z.string().trim().min(1).max(100)
const cookie = z.boolean().default(false)

/**
 * Proves that the caller is not somebody who found the page open: the password,
 * or a passkey with a ticket of `POST /api/users/me/passkeys/challenge`.
 */
export const Proof = z.union([
  z.strictObject({ current_password: z.string().min(1).max(1000) }),
  z.strictObject({ ticket: Ticket, assertion: Assertion }),
])
export type Proof = z.infer<typeof Proof>

/** Shown this once. */
const codes = z.array(z.string())

export const factorCommands = {
  'auth.factor': {
    method: 'POST', path: '/api/auth/login/factor',
    summary: 'Second step of a login: a passkey or a recovery code, with the ticket of the first', gate: 'anyone',
    input: z.strictObject({ ticket: Ticket, assertion: Assertion.optional(), recovery_code: RecoveryCode.optional(), cookie })
      .refine(({ assertion, recovery_code }) => (assertion === undefined) !== (recovery_code === undefined), {
        path: ['assertion'], error: 'one_proof',
      }),
    output: LoggedIn,
  },
  'auth.passkeyOptions': {
    method: 'POST', path: '/api/auth/passkey/options', summary: 'What logging in with a passkey alone needs', gate: 'anyone',
    input: z.strictObject({}), output: FactorAsked,
  },
  'auth.passkey': {
    method: 'POST', path: '/api/auth/passkey', summary: 'Log in with a passkey alone', gate: 'anyone',
    input: z.strictObject({ ticket: Ticket, assertion: Assertion, cookie }), output: LoggedIn,
  },
  'passkeys.list': {
    method: 'GET', path: '/api/users/me/passkeys', summary: 'My passkeys, oldest first, and how many recovery codes are left', gate: 'user',
    input: z.object({}),
    output: z.object({
      results: z.array(Passkey),
      recovery_codes: z.object({ left: z.number().int(), made_at: Instant.nullable() }),
    }),
  },
  'passkeys.challenge': {
    method: 'POST', path: '/api/users/me/passkeys/challenge', summary: 'What proving with a passkey that it is me needs', gate: 'user',
    input: z.strictObject({}), output: FactorAsked,
  },
  'passkeys.begin': {
    method: 'POST', path: '/api/users/me/passkeys/options', summary: 'What making a new passkey needs', gate: 'user',
    input: z.strictObject({ proof: Proof }), output: CreationAsked,
  },
  'passkeys.add': {
    method: 'POST', path: '/api/users/me/passkeys', summary: 'Add a passkey; the first one brings ten recovery codes, shown this once',
    gate: 'user',
    input: z.strictObject({ ticket: Ticket, credential: Attestation, name: PasskeyName }),
    output: z.object({ passkey: Passkey, recovery_codes: codes.nullable() }), status: 201,
  },
  'passkeys.rename': {
    method: 'PATCH', path: '/api/users/me/passkeys/:id', summary: 'Name one of my passkeys', gate: 'user',
    input: z.strictObject({ id: CredentialId, name: PasskeyName }), output: Passkey,
  },
  'passkeys.remove': {
    method: 'POST', path: '/api/users/me/passkeys/:id/remove', summary: 'Remove one of my passkeys; with the last the recovery codes go',
    gate: 'user',
    input: z.strictObject({ id: CredentialId, proof: Proof }), output: z.void(), status: 204,
  },
  'passkeys.newCodes': {
    method: 'POST', path: '/api/users/me/recovery-codes', summary: 'Ten new recovery codes in the place of the old, shown this once',
    gate: 'user',
    input: z.strictObject({ proof: Proof }), output: z.object({ recovery_codes: codes }),
  },
} as const satisfies Record<string, Command>
