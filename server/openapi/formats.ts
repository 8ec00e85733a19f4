import type { JSONSchema } from 'zod/v4/core'

export type Json = JSONSchema.BaseSchema

/** Ids that are no UUID, by `Model.field`. */
const FREE = new Set([
  'FeedRow.id',
  'Lock.id',
  'LockMade.id',
  'FacesUpdateRequest.from',
  'ListedLock.id',
  'Passkey.id',
  'PersonMark.id',
  'RejectedRow.id',
  'AuditEvent.target_id',
  'AuditEvent.actor_id',
  'ListedLock.locked_by_id',
  'OwnData.target_id',
  'holds.getByStoktId.id',
  'climbs.getByStoktId.id',
  'faces.setupByStoktId.id',
  'stokt.climb.id',
  'stokt.like.id',
  'stokt.unlike.id',
  'stokt.bookmark.id',
  'stokt.unbookmark.id',
  'stokt.sends.id',
  'stokt.comments.id',
  'stokt.comment.id',
  'stokt.deleteComment.id',
  'stokt.deleteComment.comment_id',
  'StoktCommentRequest.replied_to_id',
  'StoktSend.id',
  'StoktSend.climb_id',
  'StoktComment.id',
  'StoktComment.climb_id',
  'StoktComment.replied_to_id',
  'locks.put.id',
  'locks.delete.id',
  'passkeys.rename.id',
  'passkeys.remove.id',
])
/** WebAuthn defines the fields of these itself. */
export const isForeign = (model: string): boolean => /^(CreationOptions|RequestOptions|Attestation|Assertion)$/.test(model)
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^(email|pending_email)$/, 'email'],
  [/(_at|_until|^at|^from|^until|^since_.*)$/, 'date-time'],
  [/^(current_|new_)?password$/, 'password'],
  [/^(id|.*_id|face|user|by)$/, 'uuid'],
]

const holdsText = ({ type }: Json): boolean => type === 'string' || (Array.isArray(type) && (type as string[]).includes('string'))

/** The format of a text by its name; the server's own ids are UUIDs, those of Stokt are Stokt's. */
export function formatOf(owner: string, field: string, schema: Json): string | undefined {
  const place = `${owner}.${field}`
  if (
    !holdsText(schema) ||
    schema.format !== undefined ||
    schema.enum !== undefined ||
    schema.const !== undefined ||
    FREE.has(place) ||
    isForeign(owner) ||
    field === 'stokt_id'
  )
    return undefined
  if (/^(audit\.(list|csv)|users\.madeSince)\.(since|until)$/.test(place)) return 'date-time'
  return FORMATS.find(([name]) => name.test(field))?.[1]
}
