import { z } from 'zod'
import { Ascent } from '../model/ascent'
import { ClimbList, KeptSearch } from '../model/climbList'
import { OwnLike } from '../model/like'
import { BinEntry } from '../model/bin'
import { ClimbRow, Personal } from '../model/climb'
import { Comment } from '../model/comment'
import { Vote } from '../model/annotation'
import { News } from '../model/news'
import { PushKinds } from '../model/push'
import { OwnReport } from '../model/report'
import { Task } from '../model/task'
import { Passkey } from '../model/passkey'
import { PublicUser, User, UserLanguage } from '../model/user'
import { PERSON_COLOURS } from '../rules/colour'
import { Email, FullName, Username } from './account'
import type { Command } from './command'
import { Instant } from '../model/instantSchema'

const Id = z.object({ id: z.string().max(64) })
/** A setter that somebody says they are. */
export const Claim = z.object({
  id: z.string(), user_id: z.string(), setter_id: z.string(), state: z.enum(['open', 'rejected']), created_at: Instant,
})
export type Claim = z.infer<typeof Claim>

/** All that is kept of a person, as they get it. */
export const OwnData = z.object({
  exported_at: Instant,
  account: User,
  /** Base64 of a WebP picture. */
  avatar: z.string().nullable(),
  climbs: z.array(ClimbRow),
  /** All comments that the person wrote, also those in the bin. */
  comments: z.array(Comment),
  /** Climbs and comments that others do not see. */
  bin: z.array(BinEntry),
  annotations: z.array(Vote.extend({ hold_id: z.number().int() })),
  remarks: z.array(Personal),
  /** Work on holds that the person asked for or did. */
  tasks: z.array(Task),
  likes: z.array(OwnLike),
  ascents: z.array(Ascent),
  lists: z.array(ClimbList),
  searches: z.array(KeptSearch),
  news: z.array(News),
  /** Browsers that show notifications, without their addresses and keys. */
  notifications: z.array(z.object({ label: z.string(), created_at: Instant, kinds: PushKinds })),
  claims: z.array(Claim),
  /** The account in Stokt that the person linked, without its token. */
  stokt_account: z.object({ full_name: z.string(), since: Instant }).nullable(),
  reports: z.array(OwnReport),
  /** The person's acts, as the log of the server keeps them. */
  history: z.array(z.object({
    at: Instant, action: z.string(), target_kind: z.string(), target_id: z.string(), address: z.string().nullable(),
  })),
  /** Devices that were logged in. */
  sessions: z.array(z.object({
    label: z.string(), address: z.string().nullable(),
    created_at: Instant, used_at: Instant, ended_at: Instant.nullable(),
  })),
  /** Second factors, without their keys. */
  passkeys: z.array(Passkey),
  recovery_codes: z.object({ left: z.number().int(), made_at: Instant.nullable() }),
  /** Letters that were sent, or are about to be; what they said is erased once they are. */
  mails: z.array(z.object({ kind: z.string(), created_at: Instant, done_at: Instant.nullable() })),
})
export type OwnData = z.infer<typeof OwnData>

export const userCommands = {
  'users.me': {
    method: 'GET', path: '/api/users/me', summary: 'My account', gate: 'user', beforePasswordChange: true,
    input: z.object({}), output: User,
  },
  'users.updateMe': {
    method: 'PATCH', path: '/api/users/me', summary: 'Change my name, language, colour or address', gate: 'user',
    input: z.strictObject({
      /** Pending until a link sent there is followed; one's present address changes nothing. Needs `current_password`. */
      email: Email.optional(),
      /** Null drops the address that waits for its confirmation. */
      pending_email: z.null().optional(),
      current_password: z.string().min(1).max(1000).optional(),
      full_name: FullName.refine(name => name !== '', 'empty').optional(),
      username: Username.optional(),
      language: UserLanguage.nullable().optional(),
      /** Null goes back to the colour that follows from the id. */
      colour: z.enum(PERSON_COLOURS).nullable().optional(),
      /** Others do not see which climbs I sent. */
      hides_ascents: z.boolean().optional(),
    }),
    output: User,
  },
  'users.deleteMe': {
    method: 'DELETE', path: '/api/users/me', summary: 'Delete my account in a week, unless I log in before; my climbs stay without my name',
    gate: 'user',
    input: z.object({}), output: z.void(), status: 204,
  },
  'users.askDeletion': {
    method: 'POST', path: '/api/users/me/delete', summary: 'Delete my account in a week, with my password; logging in before keeps it',
    gate: 'user',
    input: z.strictObject({ current_password: z.string().min(1).max(1000) }), output: z.object({ deletes_at: Instant }),
  },
  'users.exportMe': {
    method: 'GET', path: '/api/users/me/export', summary: 'All that is kept of me', gate: 'user',
    input: z.object({}), output: OwnData, file: 'mastoc-me.json',
  },
  'users.bin': {
    method: 'GET', path: '/api/users/me/bin', summary: 'My climbs and comments that were deleted or hidden, the last first', gate: 'user',
    input: z.object({}), output: z.object({ results: z.array(BinEntry), count: z.number().int() }),
  },
  'users.setAvatar': {
    method: 'POST', path: '/api/users/me/avatar', summary: 'My picture: JPEG, PNG, WebP or GIF, cut to a square', gate: 'user',
    publishesContent: true, upload: true,
    input: z.strictObject({}), output: z.object({ message: z.string(), avatar_path: z.string(), avatar_version: z.string() }),
  },
  'users.deleteAvatar': {
    method: 'DELETE', path: '/api/users/me/avatar', summary: 'Take my picture away', gate: 'user',
    input: z.object({}), output: z.void(), status: 204,
  },
  'users.get': {
    method: 'GET', path: '/api/users/:id', summary: "A user's public profile", gate: 'reader',
    input: Id, output: PublicUser,
  },
  'users.claim': {
    method: 'POST', path: '/api/users/:id/claim', summary: 'Say that this imported setter is me', gate: 'user',
    input: z.strictObject({ id: z.string().max(64) }), output: Claim, status: 201,
  },
} as const satisfies Record<string, Command>
