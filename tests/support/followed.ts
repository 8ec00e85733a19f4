import type { FeedChange, FeedRow, PresenceNews } from '../../shared/contract/feeds'
import type { TestSocket } from './app'

/** Follows a feed from its head on. @returns the changes that were pushed since */
export async function followed(socket: TestSocket, feed: string): Promise<FeedChange[]> {
  const got: FeedChange[] = []
  socket.on('feed:change', change => void (change.feed === feed && got.push(change)))
  const answer = await socket.emitWithAck('feed:open', { feed })
  if (!answer.ok) throw new Error(answer.error.code)
  return got
}

const rowsOf = (changes: readonly FeedChange[]): FeedRow[] => changes.flatMap(change => change.rows)
export const namesOf = (changes: readonly FeedChange[]): string[] =>
  rowsOf(changes).flatMap(({ value }) => (typeof value === 'object' && value !== null && 'name' in value ? [String(value.name)] : []))

/** Goes to a face. @returns what is told of who is there */
export function watched(socket: TestSocket): PresenceNews[] {
  const got: PresenceNews[] = []
  socket.on('presence', news => void got.push(news))
  return got
}

/** The people who are there after all that was told. */
export function present(news: readonly PresenceNews[]): { names: string[]; guests: number } {
  const people = new Map<string, string>()
  for (const { set, gone, all } of news) {
    if (all) people.clear()
    for (const id of gone) people.delete(id)
    for (const { id, user } of set) people.set(id, user.name)
  }
  return { names: [...people.values()].sort(), guests: news.at(-1)?.guests ?? 0 }
}
