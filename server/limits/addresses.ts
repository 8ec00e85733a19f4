import type { IncomingMessage } from 'node:http'
import { isIP, SocketAddress } from 'node:net'
import type { TrustsProxy } from './proxyTrust'

type Asked = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }
/** The address that a request or a handshake comes from, in its canonical form; null if the connection is gone already. */
export type AddressOf = (request: Asked) => string | null

/** Gives each address one spelling: IPv4 in IPv6 as IPv4, without a zone. @returns null if it is no address */
export function canonicalAddress(text: string): string | null {
  const plain = text.replace(/%.*$/s, '')
  if (isIP(plain) !== 6) return isIP(plain) === 4 ? plain : null
  return new SocketAddress({ address: plain, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '')
}

/**
 * [LIMIT-80] Only trusted proxies name the address before them, and they must name a valid one. Otherwise it is the
 * address of the connection itself.
 * @param sawUntrusted is called where the header came from an address that is not trusted
 */
export const createAddressOf = (trusts: TrustsProxy, sawUntrusted: () => void): AddressOf => ({ headers, socket }) => {
  const own = canonicalAddress(socket.remoteAddress ?? '')
  if (own === null) return null
  if (headers['x-forwarded-for'] !== undefined && !trusts(own, 0)) sawUntrusted()
  const named = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  let address = own
  for (let hop = 0; trusts(address, hop); hop++) {
    const before = named.pop()
    if (before === undefined) return address
    const next = canonicalAddress(before.trim())
    if (next === null) return own
    address = next
  }
  return address
}

/** [LIMIT-81] The network by which limits count an address: one home has 2^64 addresses of IPv6. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ? tail.split(':') : [])]
  return `${all.slice(0, 4).join(':')}::/64`
}

const isLoopback = (address: string | null): boolean => address !== null && /^127\.|^::1$/.test(address)
const FORWARDING =
  /^(x-forwarded(-.*)?|x-real-ip|forwarded|via|.*client-?ip|cf-.*|x-envoy-external-address|x-original-.*|x-appengine-user-ip)$/

/** [LIMIT-82] True for a program on this machine, but not for a caller behind a proxy that runs here. */
export const isLocalProgram = ({ headers, socket }: Asked): boolean =>
  isLoopback(canonicalAddress(socket.remoteAddress ?? '')) && !Object.keys(headers).some(name => FORWARDING.test(name))
