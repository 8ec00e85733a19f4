import type { Database } from './database'

interface Lockable { for: (strength: 'update' | 'share', config?: { of: unknown }) => unknown }

/**
 * Keeps the rows that a query reads from changing until the transaction ends. SQLite has one writer at a time, so there
 * they cannot change anyway. `of` names the table of the rows where the query joins others.
 */
export function lockedRows<Q>(
  { dialect }: Pick<Database, 'dialect'>, query: Q, { strength, of }: { strength: 'update' | 'share'; of: unknown },
): Q {
  return dialect === 'sqlite' ? query : (query as unknown as Lockable).for(strength, { of }) as Q
}
