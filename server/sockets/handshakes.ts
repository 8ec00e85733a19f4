import type { Socket as TcpSocket } from 'node:net'
import { limits } from '../../shared/limits'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'
import { terminate, type Connection } from '../socketIo/webSocketOf'

/** A silent connection is found so many times within its time, if the server is not late. */
const TURNS = 20
const MESSAGES = 10
const BYTES = 8 * 1024

interface Silent {
  tcp: TcpSocket
  /** The bytes that had been read of it when it was opened. */
  readBefore: number
  /** It was found silent so many times. Between two looks the server reads whatever came, so a late server costs it no turn. */
  turns: number
  messages: number
  /** It has said who it is, and is being looked up. */
  isAsking: boolean
  arrived: () => void
}

export interface Handshakes {
  /** It says who it is. @returns true if it may be looked up, because no look-up is under way */
  ask: (socket: AppSocket) => boolean
  /** It is known from now on, or was refused and may say it again. */
  answer: (socket: AppSocket, isKnown: boolean) => void
  close: () => void
}

/**
 * [LIMIT-46] A connection says who it is within 5 s, in at most 10 messages and 8 KB. If too many are silent at once,
 * the one that has been so for longest is closed.
 */
export function watchHandshakes(io: AppSockets, greetingMs: number = limits.socketGreetingMs): Handshakes {
  const silent = new Map<Connection, Silent>()
  const forget = (connection: Connection) => {
    const known = silent.get(connection)
    if (known) connection.off('packet', known.arrived)
    silent.delete(connection)
  }
  const close = (connection: Connection) => {
    forget(connection)
    terminate(connection)
  }
  const isTooMuch = ({ messages, tcp, readBefore }: Silent) => messages > MESSAGES || tcp.bytesRead - readBefore > BYTES

  io.engine.on('connection', (connection: Connection) => {
    const { socket: tcp } = connection.request
    const entry: Silent = {
      tcp, readBefore: tcp.bytesRead, turns: 0, messages: 0, isAsking: false,
      arrived() {
        entry.messages++
        if (isTooMuch(entry)) close(connection)
      },
    }
    silent.set(connection, entry)
    connection.on('packet', entry.arrived)
    connection.once('close', () => forget(connection))
    if (silent.size <= limits.silentSockets) return
    const oldest = [...silent].find(([, { isAsking }]) => !isAsking) ?? [connection]
    close(oldest[0])
  })

  const timer = setInterval(() => {
    for (const [connection, entry] of silent) {
      if (entry.isAsking) continue
      if (++entry.turns >= TURNS || isTooMuch(entry)) close(connection)
    }
  }, greetingMs / TURNS)

  return {
    ask({ conn }) {
      const entry = silent.get(conn)
      if (!entry || entry.isAsking) return false
      entry.isAsking = true
      return true
    },
    answer({ conn }, isKnown) {
      const entry = silent.get(conn)
      if (entry) entry.isAsking = false
      if (isKnown) forget(conn)
    },
    close: () => clearInterval(timer),
  }
}
