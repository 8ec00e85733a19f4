import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { answerWith, type StoktFault } from './stoktFaults'
import { photo } from './stoktExport'
import { answerOf, type StoktAnswer } from './stoktRoutes'
import { stoktWorld, type StoktWorld } from './stoktWorld'

export interface StoktRequest {
  method: string
  path: string
  at: number
  status: number
  bytes: number
  authorization: string | null
  /** The body, as it came. */
  text: string
}
export interface StoktServer {
  url: string
  world: StoktWorld
  requests: StoktRequest[]
  /** The bytes of all bodies since the last `forget`. */
  bytes: () => number
  forget: () => void
  /** The most requests that were under way at once. */
  mostAtOnce: () => number
  /** The next requests go wrong, one after the other. */
  next: (...faults: StoktFault[]) => void
  /** Every request goes wrong like this; null: none any more. */
  always: (fault: StoktFault | null) => void
  /** Ends every connection that is open. */
  cutAll: () => void
  /** Is told each request before it is answered. */
  onRequest: (listener: ((request: Pick<StoktRequest, 'method' | 'path'>) => void) | null) => void
}
export interface StoktServerOptions {
  climbs?: number
  holds?: number
  /** Rows of one page; null: lists are bare arrays. */
  pageSize?: number | null
  etags?: boolean
  /** The clock of Stokt, by which `max_age` counts. */
  now?: () => number
  /** Is told how to end it; without it, it ends with the test. */
  onEnd?: (end: () => void) => void
}

const bodyText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

interface Sent {
  status: number
  bytes: number
}
function send(response: ServerResponse, request: IncomingMessage, { status, body, type }: StoktAnswer, etags: boolean): Sent {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === null ? '' : JSON.stringify(body))
  const etag = `W/"${createHash('sha1').update(bytes).digest('hex')}"`
  if (etags && status === 200 && request.method === 'GET' && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return { status: 304, bytes: 0 }
  }
  response.writeHead(status, { 'content-type': type ?? 'application/json', ...(etags && request.method === 'GET' ? { etag } : {}) })
  response.end(bytes)
  return { status, bytes: bytes.length }
}

/** Stokt as our server meets it, over generated data, gone when the test ends. */
export async function startStokt(options: StoktServerOptions = {}): Promise<StoktServer> {
  const { climbs = 12, holds = 48, pageSize = 100, etags = true, now = Date.now, onEnd = onTestFinished } = options
  const world = stoktWorld({ climbs, holds, now: now(), photo: await photo() })
  const requests: StoktRequest[] = []
  const faults: StoktFault[] = []
  let always: StoktFault | null = null
  let listener: ((request: Pick<StoktRequest, 'method' | 'path'>) => void) | null = null
  let [underWay, most] = [0, 0]

  const server = createServer((request, response) => {
    most = Math.max(most, ++underWay)
    response.once('close', () => { underWay-- })
    void (async () => {
      const { method = 'GET', url: path = '/' } = request
      const note: StoktRequest = { method, path, at: now(), status: 0, bytes: 0, authorization: request.headers.authorization ?? null, text: '' }
      requests.push(note)
      listener?.({ method, path })
      const text = await bodyText(request)
      note.text = text
      const fault = faults.shift() ?? always
      if (fault !== null && fault !== 'lost') {
        note.bytes = answerWith(fault, response)
        note.status = typeof fault === 'object' ? fault.status : 200
        return
      }
      const asked = { method, url: new URL(path, origin()), text, authorization: note.authorization }
      const answer = answerOf(asked, world, { pageSize, now: now(), newId: randomUUID })
      if (fault === 'lost') response.socket?.destroy()
      else Object.assign(note, send(response, request, answer, etags))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onEnd(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: origin(),
    world,
    requests,
    bytes: () => requests.reduce((sum, { bytes }) => sum + bytes, 0),
    forget: () => { requests.length = 0 },
    mostAtOnce: () => most,
    next: (...more) => void faults.push(...more),
    always: (fault) => { always = fault },
    cutAll: () => server.closeAllConnections(),
    onRequest: (heard) => { listener = heard },
  }
}
