import { createSingleFlight } from '../../shared/rules/singleFlight'

interface Granted {
  access_token: string
  /** Seconds. */
  expires_in: number
}

type Listener = (token: string | null) => void

/**
 * The access token, in memory only; the refresh token is a cookie that no script sees.
 * One refresh at a time, in all tabs together where the browser has locks.
 */
export class Tokens {
  #held: { token: string; endsAt: number } | null = null
  #isExpected = false
  readonly #refreshes = createSingleFlight(() => this.#refresh())
  readonly #listeners = new Set<Listener>()
  readonly #overListeners = new Set<(failure: unknown) => void>()

  constructor(
    private readonly askNew: () => Promise<Granted>,
    private readonly isOver: (failure: unknown) => boolean,
  ) {}

  keep(granted: Granted): void {
    this.#isExpected = true
    this.#held = { token: granted.access_token, endsAt: Date.now() + granted.expires_in * 1000 }
    this.#tell()
  }

  drop(): void {
    this.#isExpected = false
    this.#held = null
    this.#tell()
  }

  /** Somebody was logged in when the page was left: their cookie may still be good. */
  expect(): void {
    this.#isExpected = true
  }

  get isExpected(): boolean {
    return this.#isExpected
  }

  get endsAt(): number | null {
    return this.#held?.endsAt ?? null
  }

  get current(): string | null {
    return this.#held?.token ?? null
  }

  /** A token good for so long yet; null for a guest. Rejects when the server cannot be asked. */
  async fresh(forMs = 5000): Promise<string | null> {
    if (this.#held && this.#held.endsAt - Date.now() > forMs) return this.#held.token
    return this.#isExpected ? this.refresh() : null
  }

  /** A new token whatever the old one is; null when the session is over. */
  refresh(): Promise<string | null> {
    return this.#refreshes.run()
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Hears why the server gave no new token, before the old one is dropped. */
  onOver(listener: (failure: unknown) => void): void {
    this.#overListeners.add(listener)
  }

  async #refresh(): Promise<string | null> {
    try {
      const granted = await withTabLock(this.askNew)
      // Logged out while the answer was on its way.
      if (!this.#isExpected) return null
      this.keep(granted)
      return granted.access_token
    } catch (failure) {
      if (!this.isOver(failure)) throw failure
      for (const listener of this.#overListeners) listener(failure)
      this.drop()
      return null
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.current)
  }
}

async function withTabLock<T>(run: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks
  if (!locks) return run()
  return await locks.request('mastoc-refresh', run)
}
