import { pack, type Packed } from './packed'

/** The most bytes of all kept answers together. */
const KEPT_MAX = 24 * 1024 * 1024
/** The bytes of an entry beside its answer. */
const ENTRY_BYTES = 1024

interface Kept {
  version: string
  answer: Promise<Packed>
  bytes: number
}
export interface AnswerCache {
  /**
   * Gives an answer that is the same for all callers while the version is the same. Callers who ask while it is made
   * wait for that one.
   */
  get: (question: string, version: string, make: () => Promise<Buffer>) => Promise<Packed>
}

/** [LIMIT-98] Keeps the latest answers in the memory of this node; those unused for longest are dropped. */
export function createAnswerCache(max = KEPT_MAX): AnswerCache {
  const answers = new Map<string, Kept>()
  let total = 0

  function forget(question: string, only?: Kept): void {
    const kept = answers.get(question)
    if (!kept || (only && kept !== only)) return
    answers.delete(question)
    total -= kept.bytes
  }

  function begin(question: string, version: string, make: () => Promise<Buffer>): Kept {
    const grow = (bytes: number) => {
      if (answers.get(question) !== kept) return
      kept.bytes += bytes
      total += bytes
      for (const oldest of answers.keys()) {
        if (total <= max) return
        forget(oldest)
      }
    }
    const finish = async () => {
      const body = await make()
      grow(body.length)
      return pack(body, grow)
    }
    const kept: Kept = { version, bytes: ENTRY_BYTES, answer: Promise.resolve().then(finish) }
    kept.answer.catch(() => forget(question, kept))
    forget(question)
    total += kept.bytes
    return kept
  }

  return {
    get(question, version, make) {
      const known = answers.get(question)
      const kept = known?.version === version ? known : begin(question, version, make)
      // Setting it again makes it the most recently used.
      answers.delete(question)
      answers.set(question, kept)
      return kept.answer
    },
  }
}
