import { backoffMs, spread } from '../../shared/rules/backoff'
import type { StoktFault } from '../../shared/contract/sources'
import { readBody, TooLarge } from './readBody'
import { refusalWords } from './refusalWords'
import type { Pace, Timer } from './pace'
import { mayPass, StoktFailure } from './stoktFailure'

const TRIES = 3
const BETWEEN_TRIES = { firstMs: 2_000, longestMs: 30_000 }
/** Stokt is not waited for longer than this; a later run asks again. */
const LONGEST_WAIT_MS = 60_000
const REQUEST_MS = 30_000
/** An answer that refuses is not read any further. */
const REFUSAL_BYTES = 20_000

export interface StoktAsk<T> {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  /** The name of the request in words without ids, for messages. */
  asked: string
  maxBytes: number
  /** Makes the value of the body; whatever it throws says that the body is not what Stokt sends. */
  read: (bytes: Uint8Array) => T | Promise<T>
  body?: URLSearchParams | object
  /** The version that one has: the answer is then `unchanged` where it is the same. */
  etag?: string | null
  /** The person whose request it is reads why Stokt refuses. */
  tellsWhy?: boolean
  /** False for what must not be done twice. */
  repeatable?: boolean
}
export type StoktReply<T> = { status: 'unchanged' } | { status: 'answer'; value: T; etag: string | null }

export interface StoktHttpParts {
  url: string
  token: string | null
  pace: Pace
  timer: Timer
  signal: AbortSignal
  random?: () => number
  requestMs?: number
  /** Is asked before each request, and may throw to end the work. */
  beforeRequest?: () => Promise<void>
  count?: (facts: { bytes: number }) => void
}
export type StoktHttp = <T>(ask: StoktAsk<T>) => Promise<StoktReply<T>>

const faultOf = (status: number): StoktFault => {
  if (status === 401 || status === 403) return 'token_ended'
  if (status === 404) return 'not_found'
  if (status === 429) return 'too_fast'
  if (status >= 500) return 'failing'
  return status >= 400 ? 'refused' : 'nonsense'
}

/** Seconds or a date; null if there is none that makes sense. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) && ms > 0 ? ms : null
}

function requestOf({ method = 'GET', body, etag }: StoktAsk<unknown>, token: string | null): RequestInit {
  const isForm = body instanceof URLSearchParams
  return {
    method,
    // A token must not follow to another host.
    redirect: 'manual',
    headers: {
      'accept': 'application/json',
      ...(token === null ? {} : { authorization: `Token ${token}` }),
      ...(etag == null ? {} : { 'if-none-match': etag }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }
}

/** Stokt's words on a request that it refuses; null where nobody is to read them, or there are none. */
async function wordsOf(response: Response, { tellsWhy = false }: StoktAsk<unknown>, token: string | null): Promise<string | null> {
  const isTold = tellsWhy && response.status >= 400 && response.status < 500
  if (!isTold) {
    await response.body?.cancel()
    return null
  }
  const words = refusalWords(await readBody(response, REFUSAL_BYTES).catch(() => new Uint8Array()))
  return token !== null && words?.includes(token) ? null : words
}

/**
 * [STOKT-2] [STOKT-3] Asks Stokt at its pace, three times where the fault may pass. It writes neither the token nor
 * anything that Stokt sent into a message; its words on a refusal are kept apart.
 * @throws StoktFailure
 */
export function createStoktHttp(parts: StoktHttpParts): StoktHttp {
  const { url, token, pace, timer, signal, random = Math.random, requestMs = REQUEST_MS } = parts

  async function fetched<T>(ask: StoktAsk<T>, slow: AbortSignal, count: (bytes: number) => void): Promise<StoktReply<T>> {
    const response = await fetch(url + ask.path, { ...requestOf(ask, token), signal: AbortSignal.any([signal, slow]) })
    if (response.status === 304) return { status: 'unchanged' }
    if (!response.ok) {
      const words = await wordsOf(response, ask, token)
      throw new StoktFailure(faultOf(response.status), ask.asked, retryAfterMs(response.headers.get('retry-after'), Date.now()), words)
    }
    const body = await readBody(response, ask.maxBytes)
    count(body.length)
    const value = await Promise.resolve(body).then(ask.read).catch(() => {
      throw new StoktFailure('nonsense', ask.asked)
    })
    return { status: 'answer', value, etag: response.headers.get('etag') }
  }

  async function once<T>(ask: StoktAsk<T>): Promise<StoktReply<T>> {
    const slow = AbortSignal.timeout(requestMs)
    let bytes = 0
    try {
      return await fetched(ask, slow, (size) => { bytes = size })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof StoktFailure) throw error
      throw new StoktFailure(slow.aborted ? 'too_slow' : error instanceof TooLarge ? 'nonsense' : 'unreachable', ask.asked)
    } finally {
      parts.count?.({ bytes })
    }
  }

  return async (ask) => {
    for (let failures = 0; ; failures++) {
      try {
        await parts.beforeRequest?.()
        return await pace.take(signal, () => once(ask))
      } catch (error) {
        const isLast = failures + 1 >= TRIES || ask.repeatable === false
        if (!(error instanceof StoktFailure) || !mayPass(error.fault) || isLast) throw error
        if ((error.retryAfterMs ?? 0) > LONGEST_WAIT_MS) throw error
        await timer.wait(Math.max(error.retryAfterMs ?? 0, spread(backoffMs(failures, BETWEEN_TRIES), random)), signal)
      }
    }
  }
}
