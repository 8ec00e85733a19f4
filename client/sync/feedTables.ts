import { shallowRef, type ShallowRef } from 'vue'
import type { AuditEvent } from '../../shared/contract/admin'
import type { FeedName, FeedRow, RowKind } from '../../shared/contract/feeds'
import type { Claim } from '../../shared/contract/users'
import type { Consensus, Vote } from '../../shared/model/annotation'
import type { Ascent, PublicAscent } from '../../shared/model/ascent'
import type { BinEntry } from '../../shared/model/bin'
import type { ClimbRow, Personal } from '../../shared/model/climb'
import type { ClimbList, KeptSearch } from '../../shared/model/climbList'
import type { Comment } from '../../shared/model/comment'
import type { FaceRow } from '../../shared/model/face'
import type { GradeOpinion } from '../../shared/model/gradeOpinion'
import type { GymRow } from '../../shared/model/gym'
import type { Hold } from '../../shared/model/hold'
import type { LikeCount, OwnLike } from '../../shared/model/like'
import type { Lock } from '../../shared/model/lock'
import type { News } from '../../shared/model/news'
import type { Notice } from '../../shared/model/notice'
import type { Publication } from '../../shared/model/publication'
import type { ServerNode } from '../../shared/model/serverNode'
import type { OwnReport, Report } from '../../shared/model/report'
import type { Task } from '../../shared/model/task'
import type { User } from '../../shared/model/user'
import type { FeedStep } from './feedTransport'

/** The rows of each kind. */
export interface RowValues {
  gym: GymRow
  face: FaceRow
  hold: Hold
  climb: ClimbRow
  comment: Comment
  bin: BinEntry
  /** An `OwnLike` in one's own feed, a `LikeCount` in that of a face. */
  like: OwnLike | LikeCount
  /** An `Ascent` in one's own feed, a `PublicAscent` in that of a face. */
  ascent: Ascent | PublicAscent
  grade: GradeOpinion
  consensus: Consensus
  task: Task
  lock: Lock
  notice: Notice
  /** A `Report` in the feed of the admins, an `OwnReport` in that of a person. */
  report: Report | OwnReport
  vote: Vote
  personal: Personal
  list: ClimbList
  search: KeptSearch
  news: News
  claim: Claim
  log: AuditEvent
  account: Pick<User, 'id' | 'role'> & { updated_at: string }
  connection: ServerNode
  publication: Publication
}
export type Table<K extends RowKind> = ReadonlyMap<string, RowValues[K]>

/** Everything read from feeds, by feed and kind: whole maps are replaced, their values never change. */
export class FeedTables {
  readonly #tables = new Map<FeedName, Map<RowKind, ShallowRef<ReadonlyMap<string, unknown>>>>()

  /** The values are taken as the contract says they are: the server checked them. */
  rows<K extends RowKind>(feed: FeedName, kind: K): Table<K> {
    return this.#table(feed, kind).value as Table<K>
  }

  take(step: FeedStep): void {
    if (step.replace) this.wipe(step.feed)
    for (const [kind, rows] of byKind(step.rows)) {
      const table = this.#table(step.feed, kind)
      table.value = withRows(table.value, rows)
    }
  }

  wipe(feed: FeedName): void {
    for (const table of this.#tables.get(feed)?.values() ?? []) {
      if (table.value.size > 0) table.value = new Map()
    }
  }

  #table(feed: FeedName, kind: RowKind): ShallowRef<ReadonlyMap<string, unknown>> {
    const tables = this.#tables.get(feed) ?? new Map<RowKind, ShallowRef<ReadonlyMap<string, unknown>>>()
    this.#tables.set(feed, tables)
    const table = tables.get(kind) ?? shallowRef<ReadonlyMap<string, unknown>>(new Map())
    tables.set(kind, table)
    return table
  }
}

function withRows(before: ReadonlyMap<string, unknown>, rows: FeedRow[]): Map<string, unknown> {
  const after = new Map(before)
  for (const row of rows) {
    if (row.op === 'put') after.set(row.id, row.value)
    else after.delete(row.id)
  }
  return after
}

function byKind(rows: FeedRow[]): Map<RowKind, FeedRow[]> {
  const groups = new Map<RowKind, FeedRow[]>()
  for (const row of rows) {
    const group = groups.get(row.kind)
    if (group) group.push(row)
    else groups.set(row.kind, [row])
  }
  return groups
}
