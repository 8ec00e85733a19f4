import { connect, type Socket } from 'node:net'
import WebSocket from 'ws'
import { ADDRESSES } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'

const GUESTS = 1500
const HALF_OPEN = 1500

/** From "tried and held": 1,500 guests who stay, and as many requests of which only a part arrives. */
export const manyGuests: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const ends = Date.now() + seconds * 1000
  const { port } = new URL(url)
  const sockets: WebSocket[] = []
  const halves: Socket[] = []
  for (let nth = 0; nth < GUESTS && Date.now() < ends; nth++) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { localAddress: ADDRESSES.attacker })
    sockets.push(socket)
    await new Promise<void>((resolve) => {
      socket.once('message', () => {
        // Socket.IO's own "connect".
        socket.send('40')
        note('guest')
        resolve()
      }).once('unexpected-response', (_request, response) => {
        note(`guest ${response.statusCode}`)
        resolve()
      }).once('error', () => resolve())
    })
  }
  for (let nth = 0; nth < HALF_OPEN; nth++) {
    const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress: ADDRESSES.attacker })
    halves.push(socket)
    socket.on('error', () => {}).write('GET /api/faces HTTP/1.1\r\nHost: x\r\nX-Half: ')
  }
  await new Promise((resolve) => { setTimeout(resolve, Math.max(0, ends - Date.now())) })
  for (const socket of sockets) socket.terminate()
  for (const socket of halves) socket.destroy()
  return answers
}
