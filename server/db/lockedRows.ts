import type { Database } from './database'

/** `no key update` lets others refer to the row meanwhile. */
type Strength = 'update' | 'no key update' | 'share'
interface Lockable { for: (strength: Strength, config?: { of: unknown }) => unknown }

/**
 * Keeps the rows that a query reads from changing until the transaction ends. SQLite has one writer at a time, so there
 * they cannot change anyway. `of` names the table of the rows where the query joins others.
 */
export function lockedRows<Q>(
  { dialect }: Pick<Database, 'dialect'>, query: Q, { strength, of }: { strength: Strength; of: unknown },
): Q {
  return dialect === 'sqlite' ? query : (query as unknown as Lockable).for(strength, { of }) as Q
}
