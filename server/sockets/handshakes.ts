import type { Socket as TcpSocket } from 'node:net'
import { limits } from '../../shared/limits'
import type { AppSocket, AppSockets } from './socketServer'
import { terminate, type Connection } from './webSocketOf'

/** So often a connection may be found silent, in the time that it has where the server is not late. */
const TURNS = 20
const MESSAGES = 10
const BYTES = 8 * 1024

interface Silent {
  tcp: TcpSocket
  /** What had been read of it as it was opened. */
  readBefore: number
  /** How often it was found silent. Between two looks the server reads whatever came, so waiting for a late server costs no turn. */
  turns: number
  messages: number
  /** It has said who it is, and is being looked up. */
  isAsking: boolean
  arrived: () => void
}

export interface Handshakes {
  /** It says who it is. @returns whether it may be looked up: it is not already */
  ask: (socket: AppSocket) => boolean
  /** It is known from now on, or was refused and may say it again. */
  answer: (socket: AppSocket, isKnown: boolean) => void
  close: () => void
}

/**
 * [LIMIT-46] A connection says who it is within 5 s, in at most 10 messages and 8 KB; for one more than may be silent at
 * once the one goes that has been so for longest.
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
