export interface Mutex {
  <T>(work: () => Promise<T>): Promise<T>
}

/** Runs work one after the other, in the order asked; a failure does not stop the next. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
}
