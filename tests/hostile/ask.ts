import { request, type IncomingHttpHeaders } from 'node:http'

/** Callers are told apart by the loopback address they ask from. */
export const ADDRESSES = { attacker: '127.0.0.66', bystander: '127.0.0.2', honest: '127.0.0.3', operator: '127.0.0.1' } as const

/** Longer than the longest stop that was ever seen. */
const PATIENCE_MS = 60_000

export interface Asked {
  method?: string
  from?: string
  token?: string
  body?: unknown
  headers?: Record<string, string>
}
export interface Reply {
  /** 0 where the connection ended without an answer. */
  status: number
  headers: IncomingHttpHeaders
  text: string
  ms: number
}

const bodyOf = (body: unknown): string | Buffer | null => {
  if (body === undefined) return null
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}

/** One request; never rejects. */
export function ask(address: string, asked: Asked = {}): Promise<Reply> {
  const { method = 'GET', from = ADDRESSES.attacker, token, body, headers = {} } = asked
  const started = performance.now()
  const sent = bodyOf(body)
  const all: Record<string, string | number> = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(sent === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    ...headers,
  }
  return new Promise((resolve) => {
    const end = (status: number, text: string, answered: IncomingHttpHeaders = {}) =>
      resolve({ status, text, headers: answered, ms: performance.now() - started })
    const asking = request(address, { method, localAddress: from, headers: all, timeout: PATIENCE_MS }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => end(response.statusCode ?? 0, Buffer.concat(chunks).toString(), response.headers))
      response.on('error', () => end(0, 'cut off'))
    })
    asking.on('timeout', () => asking.destroy(new Error('no answer')))
    asking.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close a connection at the moment when it is used again: every browser then asks once more.
      if (asking.reusedSocket && error.code === 'ECONNRESET') void ask(address, asked).then(resolve)
      else end(0, error.message)
    })
    asking.end(sent ?? undefined)
  })
}
