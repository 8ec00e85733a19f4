import type { RowKind } from '../../shared/contract/feeds'
import { userFeed } from '../../shared/feedName'
import type { Placement } from '../db/stores/feeds/feeds'
import type { Stores } from '../db/stores/stores'
import { newsView } from './newsView'
import { place } from './place'

type OwnKind = 'list' | 'search' | 'news'
export const isOwnKind = (kind: RowKind): kind is OwnKind => kind === 'list' || kind === 'search' || kind === 'news'

/** [LIST-5] [SEARCH-1] [NEWS-4] Lists, kept searches and news stand in the feed of their person alone, shared lists too. */
export async function placeLists({ lists, news, searches }: Stores, kind: OwnKind, ids: readonly string[]): Promise<Placement[]> {
  if (kind === 'list') return (await lists.rows(ids)).map(list => place(userFeed(list.owner_id), kind, list.id, list))
  if (kind === 'news') return (await news.rows(ids)).map(row => place(userFeed(row.user_id), kind, row.id, newsView(row)))
  return (await searches.byIds(ids)).map(({ user_id, ...search }) => place(userFeed(user_id), kind, search.id, search))
}
