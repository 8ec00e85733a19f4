import { parse } from 'node:path'

/** [MOVE-17] The address that serves a person's portrait. */
export const avatarPath = (id: string): string => `/api/users/${id}/avatar`

/** The portrait as others read of it; its stored path ends in the name of the upload. */
export const avatarOf = ({ id, avatar_path: stored }: { id: string; avatar_path: string | null }) => ({
  avatar_path: stored && avatarPath(id),
  avatar_version: stored && parse(stored).name,
})
