/** The browser's locks, shared by all tabs of a test. */
export class FakeLocks {
  readonly #held = new Set<string>()
  readonly #queues = new Map<string, (() => void)[]>()

  async request(name: string, ...rest: [unknown, unknown?]): Promise<unknown> {
    const run = (rest.length > 1 ? rest[1] : rest[0]) as () => Promise<unknown>
    const { signal } = (rest.length > 1 ? rest[0] : {}) as { signal?: AbortSignal }
    if (this.#held.has(name)) {
      await new Promise<void>((resolve, reject) => {
        this.#queues.set(name, [...this.#queues.get(name) ?? [], resolve])
        signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    }
    this.#held.add(name)
    try {
      return await run()
    } finally {
      this.#held.delete(name)
      this.#queues.get(name)?.shift()?.()
    }
  }

  query(): Promise<{ held: { name: string }[] }> {
    return Promise.resolve({ held: [...this.#held].map(name => ({ name })) })
  }
}
