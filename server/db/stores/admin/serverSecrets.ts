import { and, eq } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

/** Secrets that all servers on the database share. They come here encrypted. */
export function serverSecretStore(db: Database) {
  const { serverSecrets } = db.t
  return {
    sealed: async (name: string): Promise<string | null> =>
      (await db.select({ sealed: serverSecrets.sealed }).from(serverSecrets).where(eq(serverSecrets.name, name)))[0]?.sealed ?? null,
    /** The first server's stays. */
    async make(name: string, sealed: string, made_at: Instant): Promise<void> {
      await db.insert(serverSecrets).values({ name, sealed, made_at }).onConflictDoNothing()
    },
    /** Replaces a secret. @returns false if another server did so first */
    async replace(name: string, was: string, sealed: string): Promise<boolean> {
      return (await db.update(serverSecrets).set({ sealed }).where(and(eq(serverSecrets.name, name), eq(serverSecrets.sealed, was)))
        .returning({ name: serverSecrets.name })).length === 1
    },
  }
}
