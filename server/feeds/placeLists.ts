import { userFeed } from '../../shared/feedName'
import type { Placement } from '../db/stores/feeds'
import type { Stores } from '../db/stores/stores'
import { place } from './place'

/** [LIST-5] [SEARCH-1] Lists and kept searches stand in the feed of their person alone, shared lists too. */
export async function placeLists({ lists, searches }: Stores, kind: 'list' | 'search', ids: readonly string[]): Promise<Placement[]> {
  if (kind === 'list') return (await lists.rows(ids)).map(list => place(userFeed(list.owner_id), kind, list.id, list))
  return (await searches.byIds(ids)).map(({ user_id, ...search }) => place(userFeed(user_id), kind, search.id, search))
}
