import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { frameOf } from './frame'

const LENGTHS = [0, 1, 125, 126, 65_535, 65_536, 100_000]
const messages = LENGTHS.map(length => Uint8Array.from({ length }, (_, at) => (at + length) % 251))

/** A server that greets each client so. */
async function serve(options: { perMessageDeflate: boolean }, greet: (ws: WebSocket, socket: Duplex) => void): Promise<number> {
  const server = new WebSocketServer({ noServer: true, ...options })
  const http = createServer().on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    server.handleUpgrade(request, socket, head, ws => greet(ws, socket))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    for (const ws of server.clients) ws.terminate()
    http.close()
  })
  await once(http, 'listening')
  return (http.address() as AddressInfo).port
}

/** The bytes that follow the server's answer to the upgrade, to the end. */
async function bytesFrom(port: number): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  const all = Buffer.concat(chunks)
  return all.subarray(all.indexOf('\r\n\r\n') + 4)
}

test.each(messages)('a framed message is byte for byte what the library sends (%#)', async (message) => {
  const port = await serve({ perMessageDeflate: false }, (ws, socket) => ws.send(message, () => socket.end()))
  const sent = await bytesFrom(port)
  expect(frameOf(message).equals(sent)).toBe(true)
})

/** Hears the messages framed by hand, each followed by the library's word on its length. */
async function heardBy(perMessageDeflate: boolean): Promise<(Buffer | string)[]> {
  const port = await serve({ perMessageDeflate }, (ws, socket) => {
    for (const message of messages) {
      socket.write(frameOf(message))
      ws.send(`${message.length}`)
    }
  })
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  onTestFinished(() => client.terminate())
  const heard: (Buffer | string)[] = []
  client.on('message', (data: Buffer, isBinary) => heard.push(isBinary ? data : data.toString()))
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(2 * messages.length)
  expect(client.extensions).toBe(perMessageDeflate ? 'permessage-deflate' : '')
  return heard
}
const lengthsOf = (heard: (Buffer | string)[]) => heard.map(message => (typeof message === 'string' ? message : message.length))

test('framed messages and those of the library arrive in their order', async () => {
  expect(lengthsOf(await heardBy(false))).toEqual(LENGTHS.flatMap(length => [length, `${length}`]))
})

test('a client that may compress reads framed messages, which are not', async () => {
  // A compressed message takes its time and is overtaken, so the documents' server compresses nothing.
  const framed = (await heardBy(true)).filter(message => typeof message !== 'string')
  expect(lengthsOf(framed)).toEqual(LENGTHS)
  expect(framed.every((message, at) => message.equals(messages[at] ?? Buffer.of(1)))).toBe(true)
})

test('what waits for a client that does not read is counted, framed by hand too', async () => {
  const frame = frameOf(new Uint8Array(1024 * 1024))
  const waiting: number[] = []
  const port = await serve({ perMessageDeflate: false }, (ws, socket) => {
    ws.on('error', () => {})
    for (let sent = 0; sent < 64; sent++) socket.write(frame)
    waiting.push(ws.bufferedAmount)
  })
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  onTestFinished(() => client.terminate())
  await once(client, 'open')
  expect(waiting[0]).toBeGreaterThan(32 * frame.length)
})
