import { setImmediate } from 'node:timers/promises'
import type { Database } from './database'

/** SQLite takes 32,766 parameters in a statement; lists are bound in pieces well below. */
const SIZE = 500
/** The text of a query is kept for lists up to this length: building a text costs SQLite more than many short queries do. */
export const LONGEST_KEPT_LIST = 20

/** The length of a list that a hot query takes at once. PostgreSQL is asked over the network, so fewer queries are better. */
export const hotSize = ({ dialect }: Pick<Database, 'dialect'>): number => (dialect === 'sqlite' ? LONGEST_KEPT_LIST : SIZE)

export function chunksOf<T>(list: readonly T[], size = SIZE): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size))
  return chunks
}

/** [LIMIT-2] Asks in pieces, and serves others between them. @returns all answers in order */
export async function inChunks<T, R>(list: readonly T[], ask: (chunk: T[]) => Promise<R[]>, size = SIZE): Promise<R[]> {
  const answers: R[] = []
  for (const [place, chunk] of chunksOf(list, size).entries()) {
    if (place > 0) await setImmediate()
    answers.push(...await ask(chunk))
  }
  return answers
}
