import { connect } from 'node:net'
import { once } from 'node:events'
import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import { pace } from '../pace'
import type { Attack } from '../underAttack'

const PATHS = [
  '/assets/..%2f..%2fpackage.json',
  '/assets/missing.js',
  '/assets/%00',
  '/%ff',
  '/static/..%2f..%2fmastoc.sqlite',
  '/api/%',
  '/api/nothing',
] as const

const isOfCommand = (line: string) => line.includes('"event":"command"')

/** A body that is promised and never sent whole. */
async function breakOff(url: string, token: string): Promise<void> {
  const { port } = new URL(url)
  const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress: ADDRESSES.attacker })
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  socket.write(
    `POST /api/users/me/avatar HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc`,
    () => socket.resetAndDestroy(),
  )
  await closed
}

/**
 * L5: addresses of nothing, and uploads that break off. What the log was told of it is counted too: each command has
 * its line, of which there are only so many (OPS-1); all the rest is counted in characters.
 */
export const filledLog: Attack = async (target, seconds) => {
  const { answers, note } = tally()
  const { token } = await target.logIn('blaireau')
  const before = target.said().length
  await pace(40, seconds, async (nth) => {
    if (nth % 4 === 0) await breakOff(target.url, token)
    else note((await ask(target.url + (PATHS[nth % PATHS.length] ?? ''))).status)
  })
  const lines = target.said().slice(before).split('\n')
  const [commands, others] = [lines.filter(isOfCommand), lines.filter(line => !isOfCommand(line))]
  // The bystander's reads have lines too.
  answers['lines of uploads'] = commands.filter(line => line.includes('users.setAvatar')).length
  answers['other characters of log'] = others.join('').length
  return answers
}
