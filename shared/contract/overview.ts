import { z } from 'zod'
import { Instant } from '../model/instantSchema'
import { ServerNode } from '../model/serverNode'
import type { Command } from './command'

const whole = z.number().int()
const moment = Instant.nullable()

const OverviewJob = z.object({
  name: z.string(),
  every_ms: whole,
  /** The last time that it began. */
  ran_at: moment,
  /** The last time that it was done to its end. */
  succeeded_at: moment,
  is_late: z.boolean(),
})

const OverviewImport = z.object({ at: Instant, action: z.string(), target_name: z.string().nullable(), actor_name: z.string().nullable() })
const OverviewFailure = z.object({ part: z.string(), message: z.string(), count: whole, last_at: Instant })

export const Overview = z.object({
  /** The server's own time. */
  at: Instant,
  version: z.string(),
  database: z.enum(['sqlite', 'postgres']),
  nodes: z.array(ServerNode),
  same_version: z.boolean(),
  imports: z.array(OverviewImport),
  mails: z.object({ waiting: whole, failed: whole, by: z.enum(['smtp', 'resend', 'brevo', 'files']) }),
  storage: z.object({
    database_bytes: whole,
    picture_bytes: whole,
    /** The room on the disk of the database; null if it is not this server's. */
    free_bytes: whole.nullable(),
  }),
  /** Null: this server makes none. */
  backup: z.object({
    every_hours: z.number(),
    last_at: moment,
    is_late: z.boolean(),
    /** The files in this server's folder. */
    kept: whole,
    /** The size of the newest of them. */
    newest_bytes: whole.nullable(),
  }).nullable(),
  jobs: z.array(OverviewJob),
  /** The errors of the last day. */
  failures: z.object({ count: whole, results: z.array(OverviewFailure) }),
  open_claims: whole,
  open_reports: whole,
  /** The last time that a request came with X-Forwarded-For from a proxy whose word is not taken; null: never since this server started. */
  untrusted_proxy_at: moment,
})
export type Overview = z.infer<typeof Overview>

export const overviewCommands = {
  'overview.get': {
    method: 'GET', path: '/api/admin/overview', gate: 'admin',
    summary: 'How the servers do: who is connected, letters, room, backups, jobs and errors',
    input: z.object({}), output: Overview,
  },
} as const satisfies Record<string, Command>
