/**
 * Which tabs are there: each holds a lock of its own name for as long as it lives. Without locks every tab takes itself
 * for the only one.
 */
const locks = (): LockManager | undefined => (globalThis.navigator as Partial<Navigator> | undefined)?.locks

/** Resolves once it is held; it is let go when the signal says so, or with the page. */
export function holdLock(name: string, signal: AbortSignal): Promise<void> {
  const manager = locks()
  if (!manager) return Promise.resolve()
  return new Promise((resolve, reject) => {
    void manager.request(name, () => new Promise<void>(release => {
      resolve()
      if (signal.aborted) release()
      signal.addEventListener('abort', () => release())
    })).catch(reject)
  })
}

export async function heldLocks(): Promise<Set<string>> {
  const state = await locks()?.query()
  return new Set(state?.held?.flatMap(({ name }) => name ?? []))
}

/** Calls back once whoever holds it is gone, and nobody else. */
export function whenReleased(name: string, signal: AbortSignal, run: () => void): void {
  void locks()?.request(name, { signal }, () => undefined).then(run, () => undefined)
}
