import { createServer, type RequestListener, type Server } from 'node:http'
import { endSlowBodies } from './slowBodies'

export interface HttpPatience {
  /** The time for a request's headers, and for its first byte. */
  headersMs: number
  /** The time for a whole request, however large its body and however slow its phone. */
  requestMs: number
  /** An idle connection is kept so long. */
  idleMs: number
  /** Slow requests are looked for this often. */
  lookMs: number
  /** A body may be slower than `bodyBytesPerSecond` for so long. */
  bodyGraceMs: number
  bodyBytesPerSecond: number
}

/** A file of 25 MB arrives in this time over 230 kbit/s; a body of a byte a second is ended after twenty seconds. */
const PATIENCE: HttpPatience = {
  headersMs: 10_000,
  requestMs: 15 * 60_000,
  idleMs: 5_000,
  lookMs: 3_000,
  bodyGraceMs: 20_000,
  bodyBytesPerSecond: 8 * 1024,
}
/** A proxy keeps its connections. If ours were closed first, it would send a request into a closed one. */
const PROXY_IDLE_MS = 65_000

/** [LIMIT-91] Ends requests that come too slowly, so that nobody holds a connection by sending next to nothing. */
export function createHttpServer(
  listener: RequestListener,
  { behindProxy, patience = PATIENCE }: { behindProxy: boolean; patience?: HttpPatience },
): Server {
  const http = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.lookMs,
      keepAliveTimeout: behindProxy ? PROXY_IDLE_MS : patience.idleMs,
    },
    listener,
  )
  endSlowBodies(http, patience)
  return http
}
