import { z } from 'zod'
import { Instant } from '../model/instantSchema'
import type { Command } from './command'

const whole = z.number().int()

export const StoktMode = z.enum(['incremental', 'full'])
export type StoktMode = z.infer<typeof StoktMode>

/**
 * Why Stokt gave nothing that can be used: the token is not good (any more), there is no such gym, it refused, it asked to
 * be left alone, it failed itself, it could not be reached, it took too long, or it sent something else. `implausible`: it
 * says that most climbs are gone.
 */
export const StoktFault = z.enum([
  'token_ended', 'not_found', 'refused', 'too_fast', 'failing', 'unreachable', 'too_slow', 'nonsense', 'implausible',
])
export type StoktFault = z.infer<typeof StoktFault>

/** A run: what was asked and what came of it. */
export const StoktRun = z.object({
  mode: StoktMode,
  started_at: Instant,
  /** Null while it is under way. */
  ended_at: Instant.nullable(),
  /** Requests, without those of the social pass. */
  asked: whole,
  /** Climbs that Stokt sent. */
  received: whole,
  created: whole,
  updated: whole,
  /** Climbs that are gone from Stokt and were hidden. */
  hidden: whole,
  /** Rows that cannot be used. */
  rejected: whole,
  /** Bytes of the answers, as they are once unpacked. */
  bytes: whole,
})
export type StoktRun = z.infer<typeof StoktRun>

export const StoktState = z.object({
  /** False: nothing is set, and Stokt is never asked. */
  is_on: z.boolean(),
  /** The Stokt id of the gym. */
  gym: z.string().nullable(),
  poll_minutes: whole.nullable(),
  is_running: z.boolean(),
  /** Somebody asked for a run that did not begin yet. */
  wanted: StoktMode.nullable(),
  /** The run that is under way, or the last one; null before the first. */
  run: StoktRun.nullable(),
  /** The last run that was done to its end. */
  succeeded_at: Instant.nullable(),
  full_at: Instant.nullable(),
  /** Null: at once, or never where the token ended. */
  next_at: Instant.nullable(),
  error: z.object({ fault: StoktFault, since: Instant }).nullable(),
  /** The counters of climbs: how many climbs have them, and how old the oldest are. */
  counters: z.object({ climbs: whole, oldest_at: Instant.nullable() }),
})
export type StoktState = z.infer<typeof StoktState>

const Counters = z.object({
  /** The time at which the counters were last read from Stokt; null: never, or it is no climb of Stokt. */
  counters_at: Instant.nullable(),
  /** They are being read again. */
  is_wanted: z.boolean(),
})

/** What came over from Stokt for a person. */
export const Brought = z.object({
  at: Instant,
  sends: whole,
  likes: whole,
  projects: whole,
  /** Climbs that are not here. */
  unknown: whole,
})
export type Brought = z.infer<typeof Brought>

/** The account in Stokt that the caller linked to theirs. */
export const StoktLink = z.object({
  linked: z.boolean(),
  /** False where the server knows no gym in Stokt. */
  can_link: z.boolean(),
  full_name: z.string().nullable(),
  since: Instant.nullable(),
  /** Stokt takes the token no more: link again. */
  broken: z.boolean(),
  /** What came over of the person's sends, likes and bookmarks; null where nothing is linked, or it is on its way. */
  brought: Brought.nullable(),
})
export type StoktLink = z.infer<typeof StoktLink>

const StoktProof = z.strictObject({
  username: z.string().trim().min(1).max(200).optional(),
  password: z.string().min(1).max(1000).optional(),
  token: z.string().regex(/^[\x21-\x7e]{1,500}$/).optional(),
}).refine(
  ({ username, password, token }) =>
    [username, password].every(part => (part === undefined) === (token !== undefined)),
  { path: ['token'], message: 'token_or_password' },
)

export const sourceCommands = {
  'users.stokt': {
    method: 'GET', path: '/api/users/me/stokt', gate: 'user', summary: 'My account in Stokt',
    input: z.object({}), output: StoktLink,
  },
  'users.linkStokt': {
    method: 'POST', path: '/api/users/me/stokt', gate: 'user',
    summary: 'Link my account in Stokt with its password, which is not kept, or with a token',
    input: StoktProof, output: StoktLink,
  },
  'users.unlinkStokt': {
    method: 'DELETE', path: '/api/users/me/stokt', gate: 'user', summary: 'Forget my account in Stokt',
    input: z.object({}), output: z.void(), status: 204,
  },
  'sources.stokt': {
    method: 'GET', path: '/api/admin/sources/stokt', gate: 'admin',
    summary: 'The mirror of the gym in Stokt: its last run, the next one, and the last error',
    input: z.object({}), output: StoktState,
  },
  'sources.syncStokt': {
    method: 'POST', path: '/api/admin/sources/stokt/sync', gate: 'admin',
    summary: 'Start a run of the mirror now',
    input: z.strictObject({ mode: StoktMode.default('incremental') }), output: StoktState,
  },
  'sources.refreshClimb': {
    method: 'POST', path: '/api/sources/stokt/climbs/:id/refresh', gate: 'reader',
    summary: 'Say that somebody opened the climb: its counters are read from Stokt first if they are older than a day',
    input: z.strictObject({ id: z.string().max(64) }), output: Counters,
  },
} as const satisfies Record<string, Command>
