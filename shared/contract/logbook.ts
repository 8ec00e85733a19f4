import { z } from 'zod'
import { limits } from '../limits'
import { Ascent, PublicAscent } from '../model/ascent'
import { InstantSchema } from '../model/instantSchema'
import type { Command } from './command'

const Id = z.strictObject({ id: z.string().max(64) })
const Paged = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
}
const pageOf = <T extends z.ZodType>(thing: T) =>
  z.object({ results: z.array(thing), count: z.number().int(), page: z.number().int(), page_size: z.number().int() })

const sent = {
  /** When it was sent; now, where it is left out. */
  sent_at: InstantSchema.optional(),
  attempts: z.number().int().min(1).max(limits.attemptsMax).nullable().optional(),
  is_flash: z.boolean().optional(),
  grade_font: z.string().max(8).nullable().optional(),
  notes: z.string().trim().max(limits.descriptionMax).nullable().optional(),
  is_hidden: z.boolean().optional(),
}

export const logbookCommands = {
  'climbs.like': {
    method: 'PUT', path: '/api/climbs/:id/like', summary: 'Like a climb', gate: 'user', input: Id, output: z.void(), status: 204,
  },
  'climbs.unlike': {
    method: 'DELETE', path: '/api/climbs/:id/like', summary: 'Like a climb no longer', gate: 'user', input: Id, output: z.void(), status: 204,
  },
  'climbs.addProject': {
    method: 'PUT', path: '/api/climbs/:id/project', summary: 'Mark a climb as my project', gate: 'user', input: Id, output: z.void(), status: 204,
  },
  'climbs.removeProject': {
    method: 'DELETE', path: '/api/climbs/:id/project', summary: 'Mark a climb as my project no longer', gate: 'user', input: Id, output: z.void(), status: 204,
  },
  'ascents.create': {
    method: 'POST', path: '/api/climbs/:id/ascents', summary: 'Log that I sent a climb; the same `ascent_id` again is the same send (200)', gate: 'user',
    input: z.strictObject({
      id: z.string().max(64),
      /** An id that the client made, so that a send that is told twice counts once. */
      ascent_id: z.uuid().optional(),
      ...sent,
    }),
    output: Ascent, status: 201,
  },
  'ascents.list': {
    method: 'GET', path: '/api/climbs/:id/ascents', summary: 'Who sent a climb, the last first, without hidden sends', gate: 'reader',
    input: z.object({ id: z.string().max(64), ...Paged }), output: pageOf(PublicAscent),
  },
  'ascents.putToday': {
    method: 'PUT', path: '/api/climbs/:id/ascent', summary: 'Log my send of today, or change it (200)', gate: 'user',
    input: z.strictObject({ id: z.string().max(64), ...sent }), output: Ascent, status: 201,
  },
  'ascents.deleteToday': {
    method: 'DELETE', path: '/api/climbs/:id/ascent', summary: 'Delete my send of today, or else my last one', gate: 'user',
    input: Id, output: z.void(), status: 204,
  },
  'ascents.update': {
    method: 'PATCH', path: '/api/ascents/:id', summary: 'Change one of my sends', gate: 'user',
    input: z.strictObject({ id: z.string().max(64), ...sent }), output: Ascent,
  },
  'ascents.delete': {
    method: 'DELETE', path: '/api/ascents/:id', summary: 'Delete one of my sends', gate: 'user', input: Id, output: z.void(), status: 204,
  },
  'ascents.mine': {
    method: 'GET', path: '/api/users/me/ascents', summary: 'My sends, the last first', gate: 'user', input: z.object(Paged), output: pageOf(Ascent),
  },
} as const satisfies Record<string, Command>
