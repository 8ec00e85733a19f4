import { setImmediate } from 'node:timers/promises'

/** SQLite takes 32,766 parameters in a statement; lists are bound in pieces well below. */
const SIZE = 500

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
