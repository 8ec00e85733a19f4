import { connect, type PeerCertificate } from 'node:tls'
import { WebSocket } from 'ws'
import { isLoopback } from './checkSettings'
import { codeOf, ok, toDo, type Finding } from './finding'

const PATIENCE_MS = 10_000
const DAY_MS = 24 * 3_600_000
/** A certificate that ends this soon should have been renewed by now. */
const RENEWED_DAYS = 14
/** A header gives whole seconds, and the answer takes its time. */
const CLOCK_MS = 5_000

export interface WebParts {
  address: string
  now: () => number
  /** A certificate that is trusted beside the usual ones. */
  ca?: string
}

function certificateOf({ address, ca }: WebParts): Promise<{ certificate: PeerCertificate; fault: string | null }> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false, timeout: PATIENCE_MS, ...ca && { ca },
    })
    socket.once('secureConnect', () => {
      // Node gives the code itself, though its type says that it is an error.
      const why: unknown = socket.authorizationError
      const fault = socket.authorized ? null : typeof why === 'string' ? why : codeOf(why)
      resolve({ certificate: socket.getPeerCertificate(), fault })
      socket.destroy()
    })
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    socket.once('error', reject)
  })
}

/** [DOCTOR-3] Browsers give cameras, passkeys and the installed app to https alone. */
async function checkHttps(parts: WebParts): Promise<Finding> {
  const { address, now } = parts
  if (!address.startsWith('https:'))
    return isLoopback(address)
      ? ok('https', `${address} is this machine itself and needs none`)
      : toDo('https', `${address} is not https: put a proxy with a certificate before the server, and set PUBLIC_URL to the https address`)
  try {
    const { certificate, fault } = await certificateOf(parts)
    const ends = Date.parse(certificate.valid_to)
    const days = Math.floor((ends - now()) / DAY_MS)
    if (days < 0) return toDo('https', `the certificate expired on ${new Date(ends).toISOString().slice(0, 10)}: renew it`)
    if (fault !== null) return toDo('https', `browsers do not trust the certificate (${fault}): get one for this name from an authority, with its whole chain`)
    if (days < RENEWED_DAYS) return toDo('https', `the certificate expires in ${days} days: look why it is not renewed`)
    return ok('https', `the certificate is good for ${days} days`)
  } catch (error) {
    return toDo('https', `nothing answers at ${address} (${codeOf(error)}): look at the name's DNS, the firewall and the proxy`)
  }
}

interface Health {
  isMastoc: boolean
  status: number
  date: string | null
  tookMs: number
}

async function healthOf(address: string): Promise<Health> {
  const began = performance.now()
  const answer = await fetch(`${address}/health`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
  const body = await answer.text()
  const tookMs = performance.now() - began
  return { isMastoc: body.includes('"app_name":"mastoc"'), status: answer.status, date: answer.headers.get('date'), tookMs }
}

/** [DOCTOR-5] The clock of this machine against the one that wrote the answer's header. */
function checkClock({ date, tookMs }: Health, now: number): Finding {
  if (date === null) return ok('clock', 'the answer names no time to compare with')
  const offMs = Math.abs(now - Date.parse(date)) - tookMs
  const seconds = Math.round(offMs / 1000)
  return offMs > CLOCK_MS
    ? toDo('clock', `this machine and the server that answers differ by ${seconds} s: set both clocks by NTP (timedatectl set-ntp true)`)
    : ok('clock', 'it agrees with the server that answers')
}

interface Greeting {
  protocols: string[]
  send: string | null
  /** The answer that is waited for; null: it is enough that the socket opens. */
  waits: RegExp | null
}

/** Opens a WebSocket as a browser does. */
function opened(address: string, { protocols, waits, send }: Greeting): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address.replace(/^http/, 'ws'), protocols, {
      origin: new URL(address).origin, handshakeTimeout: PATIENCE_MS,
    })
    const timer = setTimeout(() => end(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })), PATIENCE_MS)
    const end = (error?: Error) => {
      clearTimeout(timer)
      socket.removeAllListeners().on('error', () => {})
      socket.terminate()
      if (error) reject(error)
      else resolve()
    }
    socket.once('error', end)
    socket.once('unexpected-response', (_request, response) =>
      end(Object.assign(new Error('no upgrade'), { code: `HTTP ${response.statusCode}` })))
    socket.once('close', () => end(new Error('closed')))
    socket.once('open', () => {
      if (waits === null) return end()
      if (send !== null) socket.send(send)
    })
    socket.on('message', (data: Buffer) => {
      if (waits?.test(data.toString())) end()
    })
  })
}

const PROXY_WAY = 'let the proxy pass Upgrade and Connection on (README, “Behind a proxy”)'
const LINES = [
  { name: 'live changes', path: '/socket.io/?EIO=4&transport=websocket', protocols: [], waits: /^40/, send: '40' },
  // No such wall: the server takes the connection before it says so.
  { name: 'shared documents', path: '/yjs/sheet/doctor', protocols: ['mastoc'], waits: null, send: null },
]

/** [DOCTOR-4] Connects through the proxy as the client does. */
async function checkWebSockets(address: string): Promise<Finding[]> {
  return Promise.all(LINES.map(async ({ name, path, ...how }) => {
    try {
      await opened(address + path, how)
      return ok('websocket', `${name} come through`)
    } catch (error) {
      return toDo('websocket', `${name} do not come through (${codeOf(error)}): ${PROXY_WAY}`)
    }
  }))
}

/** The doctor goes to the public address as a browser does. */
export async function checkWeb(parts: WebParts): Promise<Finding[]> {
  const { address, now } = parts
  const https = await checkHttps(parts)
  let health: Health
  try {
    health = await healthOf(address)
  } catch (error) {
    return [https, toDo('websocket', `no server answers at ${address} (${codeOf(error)}): start it, or look at the proxy`)]
  }
  const clock = checkClock(health, now())
  if (!health.isMastoc) return [
    https, clock,
    toDo('websocket', `${address} is answered by something else than mastoc (${health.status}): look where the proxy sends it`),
  ]
  return [https, clock, ...await checkWebSockets(address)]
}
