import { and, asc, count, eq, getTableColumns, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm'
import type { ClimbRow } from '../../../../shared/model/climb'
import type { Comment } from '../../../../shared/model/comment'
import type { Instant } from '../../../../shared/model/instant'
import { splitAway, type Away, type BinnedComment } from '../../../../shared/rules/bin'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { lockedRows } from '../../lockedRows'
import { namesOfUsers } from '../accounts/namesOfUsers'
import { shownClimbs } from '../climbs/visibleClimbs'

/** A comment with what decides who reads its climb. */
export type StoredComment = Database['t']['comments']['$inferSelect'] & {
  climb_name: string
  climb: Pick<ClimbRow, 'face_id' | 'is_private' | 'created_by_id' | 'setter_id'> & Pick<Away, 'deleted_at' | 'hidden_at'>
}
/** `away`: hidden, in the bin, or both; `any`: wherever it is. */
type CommentState = 'shown' | 'hidden' | 'away' | 'any'

/** The reads of the store of comments. */
export function commentReads(db: Database) {
  const { climbs, comments } = db.t
  const states: Readonly<Record<CommentState, SQL | undefined>> = {
    shown: and(isNull(comments.deleted_at), isNull(comments.hidden_at)),
    hidden: and(isNotNull(comments.hidden_at), isNull(comments.deleted_at)),
    away: or(isNotNull(comments.hidden_at), isNotNull(comments.deleted_at)),
    any: undefined,
  }
  const withClimb = {
    ...getTableColumns(comments),
    climb_name: climbs.name,
    climb: {
      face_id: climbs.face_id, is_private: climbs.is_private, created_by_id: climbs.created_by_id, setter_id: climbs.setter_id,
      deleted_at: climbs.deleted_at, hidden_at: climbs.hidden_at,
    },
  }
  const found = (...where: (SQL | undefined)[]) =>
    db.select(withClimb).from(comments).innerJoin(climbs, eq(climbs.id, comments.climb_id)).where(and(...where)).orderBy(asc(comments.id))
  const idsOf = async (...where: (SQL | undefined)[]): Promise<string[]> =>
    (await db.select({ id: comments.id }).from(comments).where(and(...where)).orderBy(asc(comments.created_at), asc(comments.id)))
      .map(({ id }) => id)

  /** The comments as their readers see them, with the names of their writers. */
  async function views<T extends Omit<Comment, 'user_name'> & Away>(rows: readonly T[]): Promise<Comment[]> {
    const names = await namesOfUsers(db, rows.map(({ user_id }) => user_id))
    return rows.map(({ id, climb_id, user_id, text, replied_to_id, created_at, updated_at }) =>
      ({ id, climb_id, user_id, user_name: names.get(user_id ?? '') ?? null, text, replied_to_id, created_at, updated_at }))
  }

  async function withViews(rows: readonly StoredComment[]): Promise<{ row: StoredComment; comment: Comment }[]> {
    const comments = await views(rows)
    return rows.flatMap((row, at) => { const comment = comments[at]; return comment ? [{ row, comment }] : [] })
  }
  const asBinned = async (rows: readonly StoredComment[]): Promise<BinnedComment[]> =>
    (await withViews(rows)).map(({ row, comment }) => {
      const { deleted, hidden } = splitAway(row)
      return { comment, deleted, hidden }
    })
  /** Its writer reads a comment in the bin, or a hidden one, as long as they may read the climb. */
  const isReadByWriter = ({ user_id, climb }: StoredComment): boolean =>
    user_id !== null && (!climb.is_private || climb.created_by_id === user_id || climb.setter_id === user_id)
  const binned = async (where: SQL | undefined): Promise<BinnedComment[]> =>
    asBinned((await found(states.away, shownClimbs(db.t), where)).filter(isReadByWriter))

  return {
    views,

    /** The comments as they stand in feeds, each with its climb: those that are shown, below climbs that are shown. */
    placed: async (ids: readonly string[]) =>
      withViews(await inChunks(ids, chunk => found(states.shown, shownClimbs(db.t), inArray(comments.id, chunk)))),

    async byId(id: string): Promise<StoredComment | null> {
      return (await found(eq(comments.id, id)))[0] ?? null
    },

    /** A page of the shown comments on a climb, oldest first; `count` is the number on all pages together. */
    async list(climbId: string, { page, page_size }: { page: number; page_size: number }): Promise<{ results: Comment[]; count: number }> {
      const where = and(eq(comments.climb_id, climbId), states.shown)
      const rows = await db.select().from(comments).where(where).orderBy(asc(comments.created_at), asc(comments.id))
        .limit(page_size).offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(comments).where(where)
      return { results: await views(rows), count: total?.n ?? 0 }
    },

    /** Comments on public climbs in this state, for an admin's act. Nobody else changes them before the transaction ends. */
    chosen: (ids: readonly string[], state: CommentState): Promise<StoredComment[]> =>
      inChunks([...new Set(ids)].sort(), chunk => lockedRows(
        db, found(states[state], eq(climbs.is_private, false), inArray(comments.id, chunk)), { strength: 'update', of: comments },
      )),

    binnedById: (ids: readonly string[]): Promise<BinnedComment[]> => inChunks(ids, chunk => binned(inArray(comments.id, chunk))),
    binnedOf: (userId: string): Promise<BinnedComment[]> => binned(eq(comments.user_id, userId)),

    idsBy: (userId: string): Promise<string[]> => idsOf(eq(comments.user_id, userId)),
    idsOn: (climbIds: readonly string[]): Promise<string[]> => inChunks(climbIds, chunk => idsOf(inArray(comments.climb_id, chunk))),
    climbIdsBy: async (userId: string): Promise<string[]> =>
      (await db.selectDistinct({ id: comments.climb_id }).from(comments).where(eq(comments.user_id, userId))).map(({ id }) => id),

    /** All comments of a person, also those that nobody else reads. */
    allBy: async (userId: string): Promise<Comment[]> =>
      views(await db.select().from(comments).where(eq(comments.user_id, userId)).orderBy(asc(comments.created_at), asc(comments.id))),

    async countBy(userId: string): Promise<number> {
      const [total] = await db.select({ n: count() }).from(comments).where(eq(comments.user_id, userId))
      return total?.n ?? 0
    },

    /** The comments that were deleted before this time, which leave the bin. */
    due: async (until: Instant, limit: number): Promise<string[]> =>
      (await db.select({ id: comments.id }).from(comments).where(and(isNotNull(comments.deleted_at), lte(comments.deleted_at, until)))
        .orderBy(asc(comments.deleted_at), asc(comments.id)).limit(limit))
        .map(({ id }) => id),
  }
}
