import { z } from 'zod'
import { Instant } from './instantSchema'

/** A hold or face that nobody changes until an admin unlocks it. Kind `lock` in the face's feed, under `hold:<id>` or `face:<id>`. */
export const Lock = z.object({
  id: z.string(),
  face_id: z.string(),
  /** Null: the whole face. */
  hold_id: z.number().int().nullable(),
  reason: z.string(),
  locked_at: Instant,
  /** It ends by itself then; null: an admin unlocks it. */
  until: Instant.nullable(),
})
export type Lock = z.infer<typeof Lock>

/** A lock as the admins' list shows it: its place and who locked it, as far as the log knows. */
export const ListedLock = Lock.extend({
  face_name: z.string(),
  /** Null where the whole face is locked. */
  hold_label: z.string().nullable(),
  /** Null where the log says nothing of it. */
  locked_by_kind: z.string().nullable(),
  locked_by_id: z.string().nullable(),
  /** Null too where the account is gone. */
  locked_by_name: z.string().nullable(),
})
export type ListedLock = z.infer<typeof ListedLock>

export const faceLockId = (faceId: string): string => `face:${faceId}`
export const holdLockId = (holdId: number): string => `hold:${holdId}`
