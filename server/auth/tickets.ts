import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { instantOf, msOf } from '../../shared/model/instant'
import { Instant } from '../../shared/model/instantSchema'
import { Refusal } from '../../shared/result'
import type { Stores } from '../db/stores/stores'
import { encrypt, decrypt, type Secrets } from './encryption'
import { hashOf } from './tokens'

/** The life of a ticket in seconds. */
export const TICKET_LIFE = 300

/**
 * - login: the password was right, the second factor is missing
 * - passkey: somebody wants to log in with a passkey alone
 * - add: the user proved who they are and may add a passkey
 * - proof: the user is about to prove with a passkey who they are
 */
const Ticket = z.object({
  kind: z.enum(['login', 'passkey', 'add', 'proof']),
  /** Null: the ticket is valid for any user. */
  user_id: z.string().nullable(),
  /** A hash of the password's hash: a new password makes the ticket void. */
  password: z.string().nullable(),
  /** The challenge that the authenticator signs, base64url. */
  challenge: z.string(),
  ends_at: Instant,
})
export type Ticket = z.infer<typeof Ticket>
type Holder = { id: string; password_hash: string | null } | null
interface Moment { config: Secrets; now: Instant }

const fingerprint = (holder: Holder): string | null => (holder?.password_hash ? hashOf(holder.password_hash) : null)

/**
 * Makes an encrypted ticket that the client holds. The server stores nothing before it is spent, so that many requests
 * cannot fill the database.
 */
export function issueTicket(
  kind: Ticket['kind'],
  holder: Holder,
  { config, now }: Moment,
): { ticket: string; expires_in: number; challenge: string } {
  const challenge = randomBytes(32).toString('base64url')
  const ticket: Ticket = {
    kind,
    user_id: holder?.id ?? null,
    password: fingerprint(holder),
    challenge,
    ends_at: instantOf(msOf(now) + TICKET_LIFE * 1000),
  }
  return { ticket: encrypt(JSON.stringify(ticket), config.jwtSecret, 'ticket'), expires_in: TICKET_LIFE, challenge }
}

/** @throws Refusal `ticket_invalid` if this server did not make it, if it is of another kind, or if it has expired */
export function openTicket(sealed: string, kind: Ticket['kind'], { config, now }: Moment): Ticket {
  const ticket = Ticket.safeParse(contentsOf(sealed, config)).data
  if (ticket?.kind !== kind || ticket.ends_at <= now) throw new Refusal('ticket_invalid')
  return ticket
}

function contentsOf(sealed: string, secrets: Secrets): unknown {
  try {
    return JSON.parse(decrypt(sealed, secrets, 'ticket')) as unknown
  } catch {
    return null
  }
}

/** @throws Refusal `ticket_invalid` if it was made for somebody else, or before the password changed */
export function requireHolder<H extends Exclude<Holder, null>>(ticket: Ticket, holder: H | null): H {
  if (holder === null || holder.id !== ticket.user_id || fingerprint(holder) !== ticket.password) throw new Refusal('ticket_invalid')
  return holder
}

/** Spends the ticket in the transaction that uses it: over all nodes one use wins. @throws Refusal `ticket_invalid` */
export async function spendTicket(stores: Pick<Stores, 'tickets'>, { challenge, ends_at }: Ticket): Promise<void> {
  // The ticket's own text is not the key, because the same ticket could be written in several ways.
  if (!await stores.tickets.spend(hashOf(challenge), ends_at)) throw new Refusal('ticket_invalid')
}
