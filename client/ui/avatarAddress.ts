/** Where a person's picture is, another address for each picture; empty for who has none. */
export function avatarAddress({ id, avatar_path }: { id: string; avatar_path: string | null }): string {
  const name = avatar_path?.split('/').at(-1)
  return name ? `/api/users/${id}/avatar?v=${encodeURIComponent(name)}` : ''
}
