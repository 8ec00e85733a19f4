import { z } from 'zod'
import { FEED_NAME, type FeedName } from '../feedName'
import { limits } from '../limits'
import type { Notice } from '../model/notice'
import type { Command } from './command'
import { Instant } from '../model/instantSchema'

export type { FeedName }
const FeedNameSchema = z.string().max(100).regex(FEED_NAME) as unknown as z.ZodType<FeedName, string>

/**
 * The kinds of rows in a feed. The id of a row is the id of its thing; a bin row has the climb's or comment's,
 * a like, a grade and a publication have the climb's, a consensus and a vote have the hold's number, an account has the user's.
 */
export const ROW_KINDS = [
  'gym', 'face', 'hold', 'climb', 'comment', 'bin', 'like', 'ascent', 'grade', 'consensus', 'task', 'lock', 'notice', 'report',
  'vote', 'personal', 'list', 'search', 'news', 'claim', 'log', 'account', 'connection', 'publication',
] as const
export type RowKind = (typeof ROW_KINDS)[number]

export const FeedRow = z.object({
  kind: z.enum(ROW_KINDS),
  id: z.string(),
  rev: z.number().int(),
  op: z.enum(['put', 'delete']),
  /** The fields of REST; absent on a delete. */
  value: z.unknown().optional(),
})
export type FeedRow = z.infer<typeof FeedRow>

/** A page of a feed. `cursor` is where the client stands once it has applied the rows. */
export const FeedPage = z.object({
  mode: z.enum(['delta', 'snapshot']),
  rows: z.array(FeedRow),
  cursor: z.string(),
  /** The server's time of the cursor's last change. */
  at: Instant,
  more: z.boolean(),
})
export type FeedPage = z.infer<typeof FeedPage>

export const FeedOpen = z.strictObject({ feed: FeedNameSchema, since: z.string().max(200).optional() })
export type FeedOpen = z.infer<typeof FeedOpen>
export const FeedMore = z.strictObject({ feed: FeedNameSchema, since: z.string().max(200) })
export const FeedClose = z.strictObject({ feed: FeedNameSchema })

export const PresenceSet = z.strictObject({
  face: z.string().max(64),
  hold: z.number().int().nullable().optional(),
  /** Picture pixels. */
  point: z.tuple([z.number().min(-1e5).max(1e5), z.number().min(-1e5).max(1e5)]).nullable().optional(),
  mode: z.enum(['look', 'set', 'annotate']).optional(),
})
export type PresenceSet = z.infer<typeof PresenceSet>

/** Somebody at the wall; `id` is the connection's, so that one person may be there twice. */
export interface Presence {
  id: string
  user: { id: string; name: string; colour: string; avatar_path: string | null }
  hold?: number | null
  point?: [number, number] | null
  mode?: 'look' | 'set' | 'annotate'
}

export type WireError = { code: string; message: string }
export type Ack<T> = ({ ok: true } & T) | { ok: false; error: WireError }

/** A page on the socket, or the address where a large one is fetched. */
export type FeedOpened = Ack<{ feed: FeedName; mode: 'delta' | 'snapshot' } & (Omit<FeedPage, 'mode'> | { fetch: string })>

export interface FeedChange {
  feed: FeedName
  epoch: string
  /** The rev after which these rows come, and the rev they lead to: contiguous, `from` is the `to` before. */
  from: number
  to: number
  cursor: string
  at: Instant
  rows: FeedRow[]
}

/** The state of a feed. `n` counts its live rows, `sum` adds their revs. */
export const FeedHead = z.object({
  feed: FeedNameSchema,
  epoch: z.string(),
  rev: z.number().int(),
  cursor: z.string(),
  n: z.number().int(),
  sum: z.number().int(),
})
export type FeedHead = z.infer<typeof FeedHead>

export interface ClientToServer {
  'feed:open': (input: z.input<typeof FeedOpen>, ack: (answer: FeedOpened) => void) => void
  'feed:more': (input: z.input<typeof FeedMore>, ack: (answer: FeedOpened) => void) => void
  'feed:close': (input: z.input<typeof FeedClose>, ack: (answer: Ack<object>) => void) => void
  'session:renew': (input: { token: string }, ack: (answer: Ack<object>) => void) => void
  'presence:set': (input: PresenceSet, ack?: (answer: Ack<object>) => void) => void
}

/** The people who came, moved or went at a face; `all` when it is everybody. */
export interface PresenceNews {
  face: string
  set: Presence[]
  gone: string[]
  guests: number
  all?: true
}

/** A notice at the moment when it is given or changed, for programs that follow no feed row by row. */
export type NoticeNews = Pick<Notice, 'id' | 'level' | 'text' | 'by'> & { title: string; at: string }

export interface ServerToClient {
  'feed:change': (change: FeedChange) => void
  'feed:head': (head: FeedHead) => void
  'feed:revoked': (revoked: { feed: FeedName; reason: string }) => void
  presence: (news: PresenceNews) => void
  notice: (news: NoticeNews) => void
  'session:ended': (ended: { reason: 'expired' | 'deactivated' | 'password-changed' | 'logged-out' }) => void
}

export const feedCommands = {
  'feeds.changes': {
    method: 'GET', path: '/api/feeds/:feed/changes', summary: 'What changed in a feed since a cursor or a time', gate: 'reader',
    input: z.object({
      feed: FeedNameSchema,
      since: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(limits.feedPageRows).default(limits.feedPageRows),
    }),
    output: FeedPage,
  },
  'feeds.head': {
    method: 'GET', path: '/api/feeds/:feed/head', summary: 'Where a feed stands, with count and checksum of its rows', gate: 'reader',
    input: z.object({ feed: FeedNameSchema }),
    output: FeedHead,
  },
  'documents.get': {
    method: 'GET', path: '/api/documents/*name', summary: "A document's epoch and whether the caller may write", gate: 'reader',
    input: z.object({ name: z.string().max(200) }),
    output: z.object({ name: z.string(), epoch: z.string(), mode: z.enum(['rw', 'ro']) }),
  },
} as const satisfies Record<string, Command>
