import { z } from 'zod'
import { limits } from '../limits'
import { PublicAscent } from '../model/ascent'
import { Climb } from '../model/climb'
import { Comment } from '../model/comment'
import { FaceSetup } from '../model/face'
import { FEELS } from '../model/gradeOpinion'
import { Instant, InstantSchema } from '../model/instantSchema'
import { CreateClimb } from './climbs'
import type { Command } from './command'

/** The moment at which Stokt said it: an answer that is kept is younger than a minute. */
const read = { read_at: Instant }
const whole = z.number().int()

const OtherId = z.string().regex(/^[\w-]{1,100}$/)
const StoktId = z.strictObject({ id: OtherId })
const FaceId = z.string().max(64)

export const StoktSetup = FaceSetup.extend(read)
export const StoktClimbPage = z.object({
  results: z.array(Climb),
  /** How many climbs Stokt has on all pages and walls together; null if it does not tell. */
  count: whole.nullable(),
  page: whole,
  has_more: z.boolean(),
  /** Climbs of this page that cannot be shown: they name a hold that the wall does not have, or make no sense. */
  left_out: whole,
  ...read,
})
export type StoktClimbPage = z.infer<typeof StoktClimbPage>
/** What is the caller's own in Stokt, as ids of climbs there. */
export const StoktOwn = z.object({ likes: z.array(z.string()), sends: z.array(z.string()), bookmarks: z.array(z.string()), ...read })
export type StoktOwn = z.infer<typeof StoktOwn>

/** A send as Stokt tells it. Who is nobody here has a name alone. */
export const StoktSend = PublicAscent.extend({
  user_id: z.string().nullable(),
  attempts: whole.nullable(),
  /** How the grade felt; null: right, or nothing was said. */
  feel: z.enum(FEELS).nullable(),
})
export type StoktSend = z.infer<typeof StoktSend>
/** A comment as Stokt tells it, under the id that it has there. */
export const StoktComment = Comment.extend({})
export const StoktSends = z.object({ results: z.array(StoktSend), ...read })
export const StoktComments = z.object({ results: z.array(StoktComment), ...read })

/** [SOURCE-1] What Stokt itself holds, asked with the token of the caller's linked account. Climbs have the ids of Stokt. */
export const stoktCommands = {
  'stokt.setup': {
    method: 'GET', path: '/api/sources/stokt/faces/:id/setup', gate: 'user', summary: 'A face with all its holds, as Stokt has it',
    input: z.object({ id: FaceId }), output: StoktSetup,
  },
  'stokt.climbs': {
    method: 'GET', path: '/api/sources/stokt/climbs', gate: 'user', summary: 'The climbs that Stokt has on a face, page by page',
    input: z.object({
      face_id: FaceId,
      created_from: InstantSchema.optional(),
      page: z.coerce.number().int().min(1).max(5_000).default(1),
    }),
    output: StoktClimbPage,
  },
  'stokt.climb': {
    method: 'GET', path: '/api/sources/stokt/climbs/:id', gate: 'user', summary: 'One climb, as Stokt has it',
    input: StoktId, output: Climb,
  },
  'stokt.mine': {
    method: 'GET', path: '/api/sources/stokt/mine', gate: 'user', summary: 'The climbs that I like, sent and bookmarked, as Stokt has them',
    input: z.object({}), output: StoktOwn,
  },
  'stokt.like': {
    method: 'PUT', path: '/api/sources/stokt/climbs/:id/like', gate: 'user', summary: 'Like a climb in Stokt',
    input: StoktId, output: z.void(), status: 204,
  },
  'stokt.unlike': {
    method: 'DELETE', path: '/api/sources/stokt/climbs/:id/like', gate: 'user', summary: 'Like a climb in Stokt no longer',
    input: StoktId, output: z.void(), status: 204,
  },
  'stokt.bookmark': {
    method: 'PUT', path: '/api/sources/stokt/climbs/:id/bookmark', gate: 'user', summary: 'Bookmark a climb in Stokt',
    input: StoktId, output: z.void(), status: 204,
  },
  'stokt.unbookmark': {
    method: 'DELETE', path: '/api/sources/stokt/climbs/:id/bookmark', gate: 'user', summary: 'Bookmark a climb in Stokt no longer',
    input: StoktId, output: z.void(), status: 204,
  },
  'stokt.sends': {
    method: 'GET', path: '/api/sources/stokt/climbs/:id/sends', gate: 'user', summary: 'The last 100 sends of a climb, as Stokt has them',
    input: StoktId, output: StoktSends,
  },
  'stokt.comments': {
    method: 'GET', path: '/api/sources/stokt/climbs/:id/comments', gate: 'user',
    summary: 'The last 100 comments on a climb, as Stokt has them',
    input: StoktId, output: StoktComments,
  },
  'stokt.comment': {
    method: 'POST', path: '/api/sources/stokt/climbs/:id/comments', gate: 'user', publishesContent: true,
    summary: 'Comment on a climb in Stokt; the same words within five minutes are written once',
    input: StoktId.extend({ text: z.string().trim().min(1).max(limits.commentMax), replied_to_id: OtherId.nullable().optional() }),
    output: StoktComment, status: 201,
  },
  'stokt.deleteComment': {
    method: 'DELETE', path: '/api/sources/stokt/climbs/:id/comments/:comment_id', gate: 'user', summary: 'Delete my comment in Stokt',
    input: StoktId.extend({ comment_id: OtherId }), output: z.void(), status: 204,
  },
  'stokt.setClimb': {
    method: 'POST', path: '/api/sources/stokt/climbs', gate: 'user', publishesContent: true,
    summary: 'Set a climb in Stokt; one that is there already under this name with these holds is not set twice',
    input: CreateClimb.pick({
      face_id: true, name: true, holds_list: true, grade_font: true, feet_rule: true, description: true, is_private: true,
    }).extend({ name: z.string().trim().min(limits.climbNameMin).max(limits.climbNameMax) }),
    output: Climb, status: 201,
  },
} as const satisfies Record<string, Command>
