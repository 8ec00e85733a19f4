import { BlockList, isIP } from 'node:net'
import { canonicalAddress } from './addresses'

/** Decides whether the proxy at this address, so many steps before us, is trusted to name its caller. */
export type TrustsProxy = (address: string, hop: number) => boolean

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
/** More proxies in a row than this are a mistake. */
const HOPS_MAX = 10
/** The widest network that one owner may have, in bits of its prefix: a wider one would trust strangers. */
const WIDEST = { ipv4: 8, ipv6: 7 }
/** The bits of an IPv6 address before the IPv4 address inside it. */
const MAPPED_BITS = 96

interface Network { address: string; bits: number; family: 'ipv4' | 'ipv6' }

/** @returns null if it is no network */
function networkIn(text: string): Network | null {
  const [given = '', bitsGiven, ...rest] = text.split('/')
  const address = canonicalAddress(given)
  if (address === null || rest.length > 0 || (bitsGiven !== undefined && !/^\d{1,3}$/.test(bitsGiven))) return null
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  const size = family === 'ipv6' ? 128 : 32
  const bits = bitsGiven === undefined ? size : Number(bitsGiven) - (family === 'ipv4' && isIP(given) === 6 ? MAPPED_BITS : 0)
  return bits <= size ? { address, bits, family } : null
}

const isCount = (setting: string): boolean => /^\d+$/.test(setting)
const networksIn = (setting: string): (Network | null)[] =>
  setting.split(',').map(item => item.trim()).flatMap(item => NAMED[item] ?? [item]).map(networkIn)

/** [LIMIT-83] The fault of a value of TRUST_PROXY; null if there is none. */
export function faultOfProxyTrust(setting: string): string | null {
  if (isCount(setting))
    return Number(setting) <= HOPS_MAX ? null : `trusts more than ${HOPS_MAX} proxies in a row, so everybody could name an address`
  const networks = networksIn(setting)
  if (networks.includes(null))
    return 'must be a number of proxies, or a list of addresses, networks such as 10.0.0.0/8, loopback, linklocal, uniquelocal'
  const isTooWide = networks.some(network => network !== null && network.bits < WIDEST[network.family])
  return isTooWide ? 'trusts so wide a network that strangers could name any address: name your proxy’s own' : null
}

/** @param setting one without a fault; null trusts nobody */
export function createProxyTrust(setting: string | null): TrustsProxy {
  if (setting === null) return () => false
  if (isCount(setting)) return (_address, hop) => hop < Number(setting)
  const trusted = new BlockList()
  for (const network of networksIn(setting)) if (network) trusted.addSubnet(network.address, network.bits, network.family)
  return address => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
