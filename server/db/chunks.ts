/** SQLite takes 32,766 parameters a statement; lists are bound in pieces well below. */
const SIZE = 500

export function chunksOf<T>(list: readonly T[], size = SIZE): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size))
  return chunks
}

/** Asks in pieces and joins the answers. */
export async function inChunks<T, R>(list: readonly T[], ask: (chunk: T[]) => Promise<R[]>, size = SIZE): Promise<R[]> {
  const answers: R[] = []
  for (const chunk of chunksOf(list, size)) answers.push(...await ask(chunk))
  return answers
}
