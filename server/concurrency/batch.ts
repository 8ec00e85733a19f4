import { chunksOf } from './chunks'
import { inPieces } from './inPieces'

interface Waiting<A, R> {
  asked: A
  resolve: (answer: R) => void
  reject: (error: unknown) => void
}

/** So many are answered at once; more come in portions between which others are served. */
const AT_ONCE = 250

/**
 * Answers together everything that is asked within one turn of the event loop, because after a restart thousands ask
 * the same at once. A single asker waits only for the end of the turn.
 * @param answer gives one value or refusal for each asked item, in their order; if it throws, all are refused
 */
export function batched<A, R>(answer: (asked: readonly A[]) => Promise<readonly (R | Error)[]>): (asked: A) => Promise<R> {
  let waiting: Waiting<A, R>[] = []
  async function answerAll(all: readonly Waiting<A, R>[]): Promise<void> {
    try {
      const answers = await answer(all.map(({ asked }) => asked))
      all.forEach(({ resolve, reject }, at) => {
        const given = answers[at]
        if (given instanceof Error) reject(given)
        else resolve(given as R)
      })
    } catch (error) {
      all.forEach(({ reject }) => reject(error))
    }
  }
  const begin = () => {
    const portions = chunksOf(waiting, AT_ONCE)
    waiting = []
    void inPieces(portions, answerAll)
  }
  return asked => new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(begin)
    waiting.push({ asked, resolve, reject })
  })
}
