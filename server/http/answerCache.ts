import { pack, type Packed } from './packed'

/** Of all kept answers together, bytes. */
const KEPT_MAX = 24 * 1024 * 1024
/** What an entry takes beside its answer. */
const ENTRY_BYTES = 1024

interface Kept {
  version: string
  answer: Promise<Packed>
  bytes: number
}
export interface AnswerCache {
  /**
   * The answer to a question whose answer is the same for all who may ask, as long as the version is the same. Those who
   * ask while it is made wait for that one.
   */
  get: (question: string, version: string, make: () => Promise<Buffer>) => Promise<Packed>
}

/** [LIMIT-98] The latest answers in use, in the memory of this node; those not asked for longest go first. */
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
      // Asked for last: the last to go.
      answers.delete(question)
      answers.set(question, kept)
      return kept.answer
    },
  }
}
