import { connect, type Socket } from 'node:net'
import { ADDRESSES } from '../ask'
import { tally } from '../answers'
import { pace } from '../pace'
import type { Attack } from '../underAttack'

const EACH = 100
const HEADERS = 'GET /api/faces HTTP/1.1\r\nHost: x\r\nX-Slow: '
const BODY = 'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n{"username":"'

/**
 * L12: requests that never end, a byte a second: a hundred in their headers, a hundred in their bodies. Those still
 * open at the end are counted.
 */
export const slowRequests: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const open = new Set<Socket>()
  for (const start of [...Array.from({ length: EACH }, () => HEADERS), ...Array.from({ length: EACH }, () => BODY)]) {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), localAddress: ADDRESSES.attacker })
    open.add(socket)
    socket.on('error', () => {}).once('data', (data: Buffer) => note(data.toString().slice(9, 12))).once('close', () => open.delete(socket))
    socket.write(start)
  }
  await pace(1, seconds, () => {
    for (const socket of open) socket.write('x')
  })
  answers['still open'] = open.size
  for (const socket of open) socket.destroy()
  return answers
}
