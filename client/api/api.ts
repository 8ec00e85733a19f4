import type { CallInput, CommandName, Output } from '../../shared/contract/commands'
import type { FeedPage } from '../../shared/contract/feeds'
import { asFeedName, type FeedName } from '../../shared/feedName'
import type { FactorAsked } from '../../shared/model/passkey'
import { ERROR_CODES, type ErrorCode, type Issue } from '../../shared/result'
import { hasTexts, isRecord } from '../ui/kept'
import { requestOf, uploadOf, type Request, type UploadCommand } from './request'
import { routes } from './routes'
import { Tokens } from './tokens'

/** A "no" of the server, or of the network: `offline`, status 0. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'offline',
    /** Readable, in the user's language; empty when the server was not reached. */
    readonly detail: string,
    readonly issues: Issue[] = [],
    /** Seconds until it may be asked again, where it was asked too often. */
    readonly retryAfter: number | null = null,
    /** The ticket and options for the second step of a login. */
    readonly factor: FactorAsked | null = null,
  ) {
    super(detail || code)
    this.name = 'ApiError'
  }
}

/** Longer than this nobody is kept waiting without having chosen to, seconds. */
const WAIT_MAX_S = 10

interface ApiOptions {
  fetch(address: string, init: RequestInit): Promise<Response>
  /** BCP 47, for the server's messages. */
  language(): string
}
type WaitListener = (seconds: number) => void

export function createApi({ fetch, language }: ApiOptions) {
  const waitListeners = new Set<WaitListener>()
  const tokens = new Tokens(
    async () => JSON.parse(await textOf(await send(requestOf('auth.refresh', {}), null))),
    failure => failure instanceof ApiError && failure.status >= 400 && failure.status < 500 && failure.status !== 429,
  )

  async function send(request: Request, token: string | null): Promise<Response> {
    const headers = new Headers({ accept: 'application/json', 'accept-language': language() })
    if (request.key !== undefined) headers.set('idempotency-key', request.key)
    if (request.ifMatch !== undefined) headers.set('if-match', `"${request.ifMatch}"`)
    if (token) headers.set('authorization', `Bearer ${token}`)
    // A form says its own type, with the mark between its parts.
    if (typeof request.body === 'string') headers.set('content-type', 'application/json')
    try {
      return await fetch(request.address, { method: request.method, headers, body: request.body, credentials: 'same-origin' })
    } catch {
      throw new ApiError(0, 'offline', '')
    }
  }

  /** A token that ran out a moment ago is replaced, once. */
  async function sendSignedIn(request: Request): Promise<Response> {
    const token = await tokens.fresh()
    const answer = await send(request, token)
    if (answer.status !== 401 || token === null) return answer
    const renewed = tokens.current !== token ? await tokens.fresh() : await tokens.refresh()
    return renewed === null ? answer : send(request, renewed)
  }

  /** A request that was refused as too fast is sent once more after a short wait, which is told. A form tells its wait itself. */
  async function sendPatiently(request: Request): Promise<Response> {
    const answer = await sendSignedIn(request)
    const seconds = retryAfterOf(answer)
    if (seconds === null || seconds > WAIT_MAX_S) return answer
    for (const listener of waitListeners) listener(seconds)
    await new Promise(resolve => setTimeout(resolve, seconds * 1000))
    return sendSignedIn(request)
  }

  /** Asks the server; rejects with an `ApiError`. Answers are taken as the contract says they are. */
  async function call<C extends CommandName>(name: C, input: CallInput<C>): Promise<Output<C>> {
    return ask(name, requestOf(name, input))
  }

  /** A command that takes a file. */
  async function upload<C extends UploadCommand>(name: C, file: Blob): Promise<Output<C>> {
    return ask(name, uploadOf(name, file))
  }

  /** A command that answers with a file. */
  async function download<C extends CommandName>(name: C, input: CallInput<C>): Promise<Blob> {
    const answer = await sendPatiently(requestOf(name, input))
    if (!answer.ok) await textOf(answer)
    return answer.blob().catch(() => {
      throw new ApiError(0, 'offline', '')
    })
  }

  async function ask<C extends CommandName>(name: C, request: Request): Promise<Output<C>> {
    const answer = await (routes[name].gate === 'anyone' ? send(request, null) : sendPatiently(request))
    const text = await textOf(answer)
    return (text === '' ? undefined : JSON.parse(text)) as Output<C>
  }

  /** Told the seconds that a call waits before it is made once more. */
  function onWait(listener: WaitListener): () => void {
    waitListeners.add(listener)
    return () => waitListeners.delete(listener)
  }

  /** A write that counts once however often it is sent; with it, where the feeds stand that have it. */
  async function write<C extends CommandName>(
    name: C,
    input: CallInput<C>,
    key: string,
    ifMatch?: string,
  ): Promise<{ output: unknown; cursors: [FeedName, string][] }> {
    const answer = await sendSignedIn({ ...requestOf(name, input), key, ifMatch })
    const text = await textOf(answer)
    return { output: text === '' ? undefined : JSON.parse(text), cursors: cursorsOf(answer.headers.get('x-feed-cursor')) }
  }

  /** A page of a feed that was too large for the socket, and what it weighs unpacked. */
  async function fetchPage(address: string): Promise<{ page: FeedPage; bytes: number }> {
    const text = await textOf(await sendSignedIn({ method: 'GET', address, body: null }))
    return { page: JSON.parse(text) as FeedPage, bytes: text.length }
  }

  return { call, write, upload, download, fetchPage, onWait, tokens }
}

/** Seconds, where the server said that it was too fast. */
function retryAfterOf(answer: Response): number | null {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  return answer.status === 429 && Number.isFinite(seconds) ? seconds : null
}

/** `face:<id>=<cursor>, user:<id>=<cursor>` */
const cursorsOf = (header: string | null): [FeedName, string][] =>
  (header ?? '').split(',').flatMap((part): [FeedName, string][] => {
    const [name = '', cursor] = part.trim().split('=')
    const feed = asFeedName(name)
    return feed && cursor ? [[feed, cursor]] : []
  })

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => {
    throw new ApiError(0, 'offline', '')
  })
  if (answer.ok) return text
  const problem = problemOf(parsed(text))
  if (problem) throw new ApiError(answer.status, problem.code, problem.detail, problem.errors, retryAfterOf(answer), factorOf(parsed(text)))
  throw new ApiError(answer.status, answer.status >= 500 ? 'unavailable' : 'internal', '')
}

/** A problem as the contract says it; null for the page of a proxy or any other text. */
function problemOf(said: unknown): { code: ErrorCode; detail: string; errors: Issue[] } | null {
  if (!isRecord(said) || !hasTexts(said, ['code', 'detail'])) return null
  const code = ERROR_CODES.find(known => known === said.code)
  const errors: unknown = said['errors'] ?? []
  if (!code || !Array.isArray(errors)) return null
  return {
    code,
    detail: said.detail,
    errors: errors.filter((issue): issue is Issue => isRecord(issue) && hasTexts(issue, ['path', 'message'])),
  }
}

const factorOf = (said: unknown): FactorAsked | null =>
  (isRecord(said) && typeof said['ticket'] === 'string' && isRecord(said['options']) ? said as FactorAsked : null)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
