import type { ServerResponse } from 'node:http'

/** A way in which one request goes wrong. */
export type StoktFault =
  | { status: number; retryAfter?: string; body?: string }
  /** The connection ends in the middle of the body. */
  | 'cut'
  /** The connection ends before a word was said. */
  | 'refused'
  /** It never answers. */
  | 'silent'
  /** A page for people instead of data, with status 200. */
  | 'page'
  /** Data that ends too early, with status 200. */
  | 'half'
  /** Data of another form, with status 200. */
  | 'strange'
  /** The work is done, and the answer is lost. */
  | 'lost'

const HTML = '<!doctype html><title>Maintenance</title><p>Back soon'

/** Answers a request as the fault says. @returns the bytes that were sent */
export function answerWith(fault: Exclude<StoktFault, 'lost'>, response: ServerResponse): number {
  if (typeof fault === 'object') {
    const body = fault.body ?? JSON.stringify({ nonFieldErrors: ['no'] })
    response.writeHead(fault.status, {
      'content-type': 'application/json',
      ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
    })
    response.end(body)
    return Buffer.byteLength(body)
  }
  if (fault === 'silent') return 0
  if (fault === 'refused') {
    response.socket?.destroy()
    return 0
  }
  if (fault === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"count": 3, "results": [', () => response.socket?.destroy())
    return 25
  }
  const body = { page: HTML, half: '{"count": 3, "results": [{"id": "a', strange: '{"count": "many", "results": "none"}' }[fault]
  response.writeHead(200, { 'content-type': fault === 'page' ? 'text/html' : 'application/json' })
  response.end(body)
  return Buffer.byteLength(body)
}
