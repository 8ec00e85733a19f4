import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answerCpu } from './answerCpu'

// The least that can be done: a request comes in, its body goes out to everyone in the room.
const http = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    io.to('all').emit('feed:change', JSON.parse(Buffer.concat(chunks).toString()))
    response.end('{}')
  })
})
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
io.engine.on('connection', (connection: { request: unknown }) => {
  connection.request = null
})
io.on('connection', (socket) => {
  socket.on('feed:open', (_input: unknown, ack: (answer: object) => void) => {
    void socket.join('all')
    ack({ ok: true, rows: [], more: false })
  })
})
http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', 4096, () => {
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  // Started by hand it says so; a parent is told otherwise.
  if (process.env['PORT']) console.log(`bare server at ${url}`)
  answerCpu({ url })
})
