import type { Database } from './database'

/** The text of a query is kept for lists up to this length: building a text costs SQLite more than many short queries do. */
export const LONGEST_KEPT_LIST = 20
/** The longest list that PostgreSQL gets at once. */
const LONGEST_LIST = 500

/** The length of a list that a hot query takes at once. PostgreSQL is asked over the network, so fewer queries are better. */
export const hotSize = ({ dialect }: Pick<Database, 'dialect'>): number => (dialect === 'sqlite' ? LONGEST_KEPT_LIST : LONGEST_LIST)
