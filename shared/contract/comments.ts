import { z } from 'zod'
import { limits } from '../limits'
import { Comment } from '../model/comment'
import type { Command } from './command'

const id = z.string().max(64)
const text = z.string().trim().min(1).max(limits.commentMax)
const reason = z.string().trim().max(limits.reasonMax)
const oneComment = z.strictObject({ id, reason: reason.default('') })

const CommentChanged = z.object({
  /** 0: it was so before. */
  changed: z.number().int(),
  /** The entry of the log that undoes it; null where nothing changed. */
  audit_id: z.string().nullable(),
})
export type CommentChanged = z.infer<typeof CommentChanged>

export const commentCommands = {
  'comments.list': {
    method: 'GET', path: '/api/climbs/:climb_id/comments', summary: 'The comments on a climb with their answers, oldest first', gate: 'reader',
    input: z.object({
      climb_id: id,
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
    }),
    output: z.object({ results: z.array(Comment), count: z.number().int(), page: z.number().int(), page_size: z.number().int() }),
  },
  'comments.create': {
    method: 'POST', path: '/api/climbs/:climb_id/comments', gate: 'user', publishesContent: true,
    summary: 'Comment on a climb, or answer a comment; 200 if I sent this one before',
    input: z.strictObject({
      climb_id: id,
      /** Made by the client, so that a comment which is sent twice is written once. */
      id: z.string().regex(/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/).optional(),
      text,
      /** An answer to an answer stands below the same comment. */
      replied_to_id: id.nullable().optional(),
    }),
    output: Comment, status: 201,
  },
  'comments.update': {
    method: 'PATCH', path: '/api/comments/:id', summary: 'Change the words of my comment', gate: 'user', publishesContent: true,
    input: z.strictObject({ id, text }), output: Comment,
  },
  'comments.delete': {
    method: 'DELETE', path: '/api/comments/:id', summary: 'Delete a comment: it lies in the bin for 30 days', gate: 'user',
    input: z.object({ id, /** Why an admin deleted it; its writer reads it. */ reason: reason.optional() }), output: z.void(), status: 204,
  },
  'comments.restore': {
    method: 'POST', path: '/api/comments/:id/restore', summary: 'Take a comment out of the bin', gate: 'user', publishesContent: true,
    input: z.strictObject({ id }), output: Comment,
  },
  'comments.hide': {
    method: 'POST', path: '/api/admin/comments/:id/hide', summary: 'Hide a comment from everybody but its writer', gate: 'admin',
    input: oneComment, output: CommentChanged,
  },
  'comments.show': {
    method: 'POST', path: '/api/admin/comments/:id/restore', summary: 'Show a comment again that is hidden or in the bin', gate: 'admin',
    input: oneComment, output: CommentChanged,
  },
} as const satisfies Record<string, Command>
