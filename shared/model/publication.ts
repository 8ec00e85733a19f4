import { z } from 'zod'
import { Instant } from './instantSchema'

/**
 * - waiting: Stokt does not have the climb yet, or not as it is here now
 * - there: Stokt has it as it is here
 * - refused: Stokt does not want it, and is not asked again by itself
 */
export const PublicationState = z.enum(['waiting', 'there', 'refused'])
export type PublicationState = z.infer<typeof PublicationState>

/**
 * Why Stokt does not have it: the account is not linked or its token ended, Stokt refused, knows the wall or the climb no
 * more, was asked too often, failed, could not be reached, took too long or sent something else; or the climb uses a hold
 * that is not in Stokt.
 */
export const PublicationFault = z.enum([
  'not_linked', 'token_ended', 'refused', 'not_found', 'too_fast', 'failing', 'unreachable', 'too_slow', 'nonsense', 'unknown_hold',
])
export type PublicationFault = z.infer<typeof PublicationFault>

/** A climb that is sent to Stokt too; kind `publication` in the feed of the person whose account sends it, its id the climb's. */
export const Publication = z.object({
  climb_id: z.string(),
  state: PublicationState,
  /** Also while it waits, where the last try gave nothing. */
  fault: PublicationFault.nullable(),
  /** Stokt's own words, where it refused. */
  words: z.string().nullable(),
  updated_at: Instant,
})
export type Publication = z.infer<typeof Publication>
