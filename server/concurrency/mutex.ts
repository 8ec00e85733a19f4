export interface Mutex {
  <T>(work: () => Promise<T>): Promise<T>
}

/** One after the other, in the order asked; one that fails does not stop the next. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
}
