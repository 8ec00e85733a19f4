import { shallowRef } from 'vue'
import type { FeedName, RowKind } from '../../shared/contract/feeds'
import type { Source } from '../../shared/model/gym'
import { FeedTables, type Table } from './feedTables'

/** The rows that each source has of its own. The wall, its holds and their votes are the same in both. */
const OF_SOURCE: ReadonlySet<RowKind> = new Set<RowKind>(['climb', 'comment', 'like', 'ascent', 'grade', 'personal'])

/** [SOURCE-7] The rows of both sources, in tables of their own: what the stores read is what the chosen source holds. */
export class SourceTables extends FeedTables {
  readonly source = shallowRef<Source>('mastoc')
  readonly stokt = new FeedTables()

  override rows<K extends RowKind>(feed: FeedName, kind: K): Table<K> {
    return this.source.value === 'stokt' && OF_SOURCE.has(kind) ? this.stokt.rows(feed, kind) : super.rows(feed, kind)
  }
}
