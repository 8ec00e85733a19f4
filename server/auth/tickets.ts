import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import type { Stores } from '../db/stores/stores'
import { encrypt, decrypt, type Secrets } from './encryption'
import { hashOf } from './tokens'

/** Seconds. */
export const TICKET_LIFE = 300

/**
 * - login: the password was right, the second factor is missing
 * - passkey: somebody wants to log in with a passkey alone
 * - add: the user proved who they are and may add a passkey
 * - proof: the user is about to prove with a passkey who they are
 */
const Ticket = z.object({
  kind: z.enum(['login', 'passkey', 'add', 'proof']),
  /** Null: whoever comes. */
  user_id: z.string().nullable(),
  /** Of the password's hash: another password makes the ticket void. */
  password: z.string().nullable(),
  /** What the authenticator signs, base64url. */
  challenge: z.string(),
  ends_at: z.string(),
})
export type Ticket = z.infer<typeof Ticket>
type Holder = { id: string; password_hash: string | null } | null
interface Moment { config: Secrets; now: Instant }

const fingerprint = (holder: Holder): string | null => (holder?.password_hash ? hashOf(holder.password_hash) : null)

/** A ticket is sealed and held by who asked: nothing is kept of it on the server before it is spent, so asking for many fills nothing. */
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

/** @throws Refusal `ticket_invalid` where it is none of ours, of another kind, or over */
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

/** @throws Refusal `ticket_invalid` where it was made for somebody else, or before the password changed */
export function requireHolder<H extends Exclude<Holder, null>>(ticket: Ticket, holder: H | null): H {
  if (holder === null || holder.id !== ticket.user_id || fingerprint(holder) !== ticket.password) throw new Refusal('ticket_invalid')
  return holder
}

/** In the transaction of what it is good for: over all nodes one use wins. @throws Refusal `ticket_invalid` */
export async function spendTicket(stores: Pick<Stores, 'tickets'>, { challenge, ends_at }: Ticket): Promise<void> {
  // Not the ticket's own text, which could be written in several ways.
  if (!await stores.tickets.spend(hashOf(challenge), ends_at)) throw new Refusal('ticket_invalid')
}
