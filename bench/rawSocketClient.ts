import { connect as connectTcp, type Socket } from 'node:net'
import { backoffMs } from '../shared/rules/backoff'

/** The values of socket.io-client: the first and the longest wait in ms, the share left to chance, and the ms a connection may take. */
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 5000
const BY_CHANCE = 0.5
const CONNECTING_MS = 20_000

const TEXT = 1
const CLOSE = 8

export interface Events {
  connected: () => void
  disconnected: () => void
  event: (name: string, payload: unknown) => void
}
export interface RawSocket {
  /** Asks, and gets the acknowledgement. */
  ask: (event: string, payload: object, answered: (answer: unknown) => void) => void
  /** Hangs up, and comes back as after a lost connection. */
  again: () => void
}

/** A client's frame: masked, as it must be, with zeros, so that nothing has to be computed. */
function frame(text: string): Buffer {
  const size = Buffer.byteLength(text)
  const length = size < 126 ? [0x80 | size] : [0x80 | 126, size >> 8, size & 255]
  const head = Buffer.from([0x80 | TEXT, ...length, 0, 0, 0, 0])
  return Buffer.concat([head, Buffer.from(text)])
}

/** The content of the first of a server's frames, and the beginning of the next; null until it is all there. */
function readFrame(bytes: Buffer, at: number): { opcode: number; text: string; end: number } | null {
  if (bytes.length < at + 2) return null
  const short = (bytes[at + 1] ?? 0) & 127
  const start = at + (short === 126 ? 4 : short === 127 ? 10 : 2)
  if (bytes.length < start) return null
  const size = short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short
  if (bytes.length < start + size) return null
  return { opcode: (bytes[at] ?? 0) & 15, text: bytes.toString('utf8', start, start + size), end: start + size }
}

/** All sockets of a process read into it: each piece is looked at before the next is read. */
const shared = Buffer.allocUnsafe(256 * 1024)

/**
 * A Socket.IO client on a bare TCP connection: the same handshake, packets, heartbeat and waits as
 * socket.io-client's, which takes ten times the processor. Thousands of those measure themselves.
 */
export function rawSocketClient(url: string, auth: object, events: Events): RawSocket {
  const { hostname, port } = new URL(url)
  const hello = `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`
  const answers = new Map<number, (answer: unknown) => void>()
  let tcp: Socket
  let asked = 0
  let tries = 0
  let isUpgraded = false
  let isConnected = false
  let rest: Buffer | null = null

  const send = (text: string) => tcp.write(frame(text))

  function packet(text: string): void {
    const [engine, kind] = [text[0], text[1]]
    if (engine === '2') return void send('3')
    if (engine === '0') {
      tries = 0
      return void send(`40${JSON.stringify(auth)}`)
    }
    const digits = /^\d*/.exec(text.slice(2))?.[0] ?? ''
    const json = text.slice(2 + digits.length)
    if (kind === '0') {
      isConnected = true
      tcp.setTimeout(0)
      events.connected()
    } else if (kind === '2') {
      events.event(...JSON.parse(json) as [string, unknown])
    } else if (kind === '3') {
      const answered = answers.get(Number(digits))
      answers.delete(Number(digits))
      answered?.((JSON.parse(json) as [unknown])[0])
    } else tcp.destroy()
  }

  function read(chunk: Buffer): void {
    const bytes = rest ? Buffer.concat([rest, chunk]) : chunk
    let at = 0
    if (!isUpgraded) {
      const end = bytes.indexOf('\r\n\r\n')
      isUpgraded = end >= 0
      if (isUpgraded && !bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) return void tcp.destroy()
      at = isUpgraded ? end + 4 : 0
    }
    for (let next = isUpgraded ? readFrame(bytes, at) : null; next; next = readFrame(bytes, at)) {
      at = next.end
      if (next.opcode === CLOSE) return void tcp.destroy()
      if (next.opcode === TEXT) packet(next.text)
    }
    // The shared bytes are about to be written over.
    rest = at === bytes.length ? null : Buffer.from(bytes.subarray(at))
  }

  function ended(): void {
    if (isConnected) events.disconnected()
    isConnected = false
    answers.clear()
    const chance = 1 + BY_CHANCE * (2 * Math.random() - 1)
    // Chance comes before the limit, as in socket.io-client: after many tries all waits are the longest.
    const wait = chance * backoffMs(tries++, { firstMs: FIRST_WAIT_MS, longestMs: Infinity })
    setTimeout(open, Math.min(LONGEST_WAIT_MS, wait))
  }

  function open(): void {
    isUpgraded = false
    rest = null
    tcp = connectTcp({
      host: hostname, port: Number(port), noDelay: true,
      onread: {
        buffer: shared,
        callback(size) {
          read(shared.subarray(0, size))
          return true
        },
      },
    })
    tcp.write(hello)
    tcp.setTimeout(CONNECTING_MS, () => tcp.destroy())
    tcp.on('error', () => {}).on('close', ended)
  }
  open()

  return {
    ask(event, payload, answered) {
      answers.set(asked, answered)
      send(`42${asked++}${JSON.stringify([event, payload])}`)
    },
    again: () => void tcp.destroy(),
  }
}
