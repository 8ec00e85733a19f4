import { z } from 'zod'

/** What nobody changes until an admin unlocks it. Kind `lock` in the face's feed, under `hold:<id>` or `face:<id>`. */
export const Lock = z.object({
  id: z.string(),
  face_id: z.string(),
  /** Null: the whole face. */
  hold_id: z.number().int().nullable(),
  reason: z.string(),
  locked_at: z.string(),
})
export type Lock = z.infer<typeof Lock>

export const faceLockId = (faceId: string): string => `face:${faceId}`
export const holdLockId = (holdId: number): string => `hold:${holdId}`

/** The lock that stands in the way of a change to the hold, the face's first; null if there is none. */
export const lockOn = <L extends Pick<Lock, 'hold_id'>>(locks: readonly L[], holdId: number): L | null =>
  locks.find(lock => lock.hold_id === null) ?? locks.find(lock => lock.hold_id === holdId) ?? null
