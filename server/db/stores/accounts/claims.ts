import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Claim } from '../../../../shared/contract/users'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

export function claimStore(db: Database) {
  const { claims, setterAliases } = db.t
  const columns = {
    id: claims.id,
    user_id: claims.user_id,
    setter_id: claims.setter_id,
    state: claims.state,
    created_at: claims.created_at,
  }

  return {
    async byId(id: string): Promise<Claim | null> {
      const [claim] = await db.select(columns).from(claims).where(eq(claims.id, id))
      return (claim ?? null) as Claim | null
    },
    async open(): Promise<Claim[]> {
      return (await db
        .select(columns)
        .from(claims)
        .where(eq(claims.state, 'open'))
        .orderBy(asc(claims.created_at), asc(claims.id))) as Claim[]
    },
    byIds: (ids: readonly string[]) =>
      inChunks(ids, async chunk => (await db.select(columns).from(claims).where(inArray(claims.id, chunk))) as Claim[]),
    async ofSetter(setterId: string): Promise<Claim[]> {
      return (await db.select(columns).from(claims).where(eq(claims.setter_id, setterId)).orderBy(asc(claims.created_at))) as Claim[]
    },
    async ofUser(userId: string): Promise<Claim[]> {
      return (await db.select(columns).from(claims).where(eq(claims.user_id, userId)).orderBy(asc(claims.created_at))) as Claim[]
    },

    /** A repeated claim changes nothing: the first one stands with its answer. */
    async make(claim: { id: string; user_id: string; setter_id: string }, now: Instant): Promise<Claim> {
      await db.insert(claims).values({ ...claim, state: 'open', created_at: now }).onConflictDoNothing()
      const [made] = await db
        .select(columns)
        .from(claims)
        .where(and(eq(claims.user_id, claim.user_id), eq(claims.setter_id, claim.setter_id)))
      if (!made) throw new Error('a claim vanished')
      return made as Claim
    },

    async reject(id: string, now: Instant) {
      await db.update(claims).set({ state: 'rejected', decided_at: now }).where(eq(claims.id, id))
    },

    async reopen(id: string) {
      await db.update(claims).set({ state: 'open', decided_at: null }).where(eq(claims.id, id))
    },

    /** From now on imports know the setter as this user; as nobody if it is null. */
    async setAlias(importKey: string, userId: string | null) {
      await db.insert(setterAliases).values({ import_key: importKey, user_id: userId })
        .onConflictDoUpdate({ target: setterAliases.import_key, set: { user_id: userId } })
    },

    async aliases(importKeys: readonly string[]): Promise<Map<string, string | null>> {
      const rows = await inChunks(importKeys, chunk => db.select().from(setterAliases).where(inArray(setterAliases.import_key, chunk)))
      return new Map(rows.map(row => [row.import_key, row.user_id]))
    },
  }
}
