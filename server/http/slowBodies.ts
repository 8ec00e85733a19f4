import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { HttpPatience } from './httpServer'

interface Coming {
  request: IncomingMessage
  response: ServerResponse
  since: number
  bytesBefore: number
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** [LIMIT-91] Ends requests whose body comes more slowly than any phone sends: 408, and the connection closes. */
export function endSlowBodies(
  http: Server,
  { lookMs, bodyGraceMs, bodyBytesPerSecond }: Pick<HttpPatience, 'lookMs' | 'bodyGraceMs' | 'bodyBytesPerSecond'>,
): void {
  const coming = new Set<Coming>()
  const look = () => {
    const now = performance.now()
    for (const each of coming) {
      const { request, response, since, bytesBefore } = each
      const ms = now - since
      if (request.complete || request.destroyed) coming.delete(each)
      else if (ms > bodyGraceMs && (request.socket.bytesRead - bytesBefore) * 1000 < bodyBytesPerSecond * ms) {
        coming.delete(each)
        if (!response.headersSent) response.writeHead(408, { connection: 'close' }).end()
        request.socket.destroySoon()
      }
    }
  }
  const timer = setInterval(look, lookMs).unref()
  http.once('close', () => clearInterval(timer))
  http.on('request', (request, response) => {
    if (hasBody(request)) coming.add({ request, response, since: performance.now(), bytesBefore: request.socket.bytesRead })
  })
}
