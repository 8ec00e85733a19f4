import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes } from '../../shared/closeCodes'
import { limits } from '../../shared/limits'
import type { CollabServices } from './collabServices'
import { admit, kindOf, AdmissionRefused, type Admission } from './admission'
import { Connection } from './connection'
import type { Rooms } from './rooms'
import { tellClose } from './tellClose'

const ADMISSION_MS = 5000
/** A client has so many milliseconds to answer a close. */
const FAREWELL_MS = 1000
/** The size of the message around the largest update. */
const FRAME_BYTES = 64
/** WebSocket has its own code for "message too big", but y-websocket would come back for ever with the same message. */
const TOO_BIG = 1009

interface Upgrade {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
}

export interface Endpoint {
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  close: () => Promise<void>
}

/** @param told is called once with the code of ours that ended the connection, or null if the other side ended it */
function accepted(
  server: WebSocketServer,
  { request, socket, head }: Upgrade,
  told: (code: number | null) => void,
): Promise<WebSocket | null> {
  return new Promise(resolve => {
    if (socket.destroyed) return resolve(null)
    socket.once('close', () => resolve(null))
    server.handleUpgrade(request, socket, head, ws => {
      ws.on('error', () => {})
      const close = ws.close.bind(ws)
      let ours: number | null = null
      ws.close = (code, reason) => {
        const said = code === TOO_BIG ? closeCodes.tooLarge : code
        ours ??= said ?? null
        close(said, reason)
      }
      ws.once('close', () => told(ours))
      resolve(ws)
    })
  })
}

const serverFor = (messageBytes: number) => new WebSocketServer({
  noServer: true,
  maxPayload: messageBytes + FRAME_BYTES,
  perMessageDeflate: false,
  handleProtocols: protocols => (protocols.has('mastoc') ? 'mastoc' : false),
})

/**
 * The WebSocket entrance of the documents. A refused client is told the reason by a close code, because a browser
 * cannot read the answer of a refused upgrade.
 */
export function createEndpoint(services: CollabServices, rooms: Rooms): Endpoint {
  // Readers have a WebSocket server of their own, which refuses a frame that is too large for them before all of it has come.
  const servers = { rw: serverFor(limits.yjsStep2Bytes), ro: serverFor(limits.yjsReaderBytes) }
  let isClosing = false

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('admission took too long')), ADMISSION_MS).unref()
    })
    const asked = admit(request, services, rooms)
    let answer: Admission | Error
    try {
      answer = await Promise.race([asked, late])
    } catch (error) {
      answer = error instanceof Error ? error : new Error('not admitted')
      // The client came after the time was over: its room is given back.
      void asked.then(({ lease }) => lease.release(), () => {})
    }
    const ws = await accepted(
      servers[answer instanceof Error ? 'ro' : answer.admitted.mode],
      { request, socket, head },
      services.watch.documentClosed,
    )
    if (answer instanceof Error) return ws ? reject(ws, answer, request) : undefined
    if (!ws) return answer.lease.release()
    ws.once('close', answer.lease.release)
    const { actor } = answer.admitted
    if (actor.kind === 'user') ws.once('close', services.cluster.serve('users', actor.id))
    const connection = new Connection({ ws, socket, room: answer.lease.room, admitted: answer.admitted, services })
    if (isClosing) connection.close('restarting', 'restarting')
  }

  function reject(ws: WebSocket, error: Error, request: IncomingMessage): void {
    if (error instanceof AdmissionRefused) {
      const { why, reason, actor } = error
      tellClose(services.tellRefusal, {
        why,
        reason,
        ...(actor ? { actor } : {}),
        kind: kindOf(request),
        address: services.addressOf(request),
      })
      return ws.close(closeCodes[error.why], error.reason)
    }
    services.log.warn({ err: error }, 'document not opened')
    services.tellFailure('document', error)
    ws.close(closeCodes.unavailable, 'unavailable')
  }

  async function closeAll(): Promise<void> {
    const clients = Object.values(servers).flatMap(server => [...server.clients])
    const ended = clients.map(ws => new Promise<void>(resolve => ws.once('close', () => resolve())))
    const patience = setTimeout(() => {
      for (const ws of clients) ws.terminate()
    }, FAREWELL_MS)
    await Promise.all(ended)
    clearTimeout(patience)
  }

  return {
    handleUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      if (isClosing) return void socket.destroy()
      accept(request, socket, head).catch((error: unknown) => {
        services.log.error({ err: error }, 'upgrade failed')
        services.tellFailure('document', error)
        socket.destroy()
      })
    },
    async close() {
      isClosing = true
      for (const connection of rooms.connections()) connection.close('restarting', 'restarting')
      await Promise.all([closeAll(), rooms.close()])
    },
  }
}
