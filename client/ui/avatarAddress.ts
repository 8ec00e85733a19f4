/** The address of a person's picture, another one for each picture; empty for a person without a picture. */
export function avatarAddress({ id, avatar_path }: { id: string; avatar_path: string | null }): string {
  const name = avatar_path?.split('/').at(-1)
  return name ? `/api/users/${id}/avatar?v=${encodeURIComponent(name)}` : ''
}
