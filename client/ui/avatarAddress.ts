interface Portrayed {
  id: string
  avatar_path: string | null
  /** People who are present at the wall have the version at the end of their path. */
  avatar_version?: string | null
}

/** The address of a person's picture, another one for each picture; empty for a person without a picture. */
export function avatarAddress({ id, avatar_path, avatar_version }: Portrayed): string {
  const name = avatar_version ?? avatar_path?.split('/').at(-1)
  return name ? `/api/users/${id}/avatar?v=${encodeURIComponent(name)}` : ''
}
