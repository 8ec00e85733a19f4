/** The servers of a bus, and the way in. */
export interface NatsAddress {
  /** Host and port of each; another one is taken when one goes away. */
  servers: readonly string[]
  login: { user: string; pass: string } | { token: string } | null
  isEncrypted: boolean
  /** A file with the certificate of an authority of one's own. */
  caFile: string | null
  /** The first word of all subjects, so that two installations on one bus do not meet. */
  prefix: string
}

const FORM = 'must be nats://user:password@host:4222, tls:// for an encrypted connection, several separated by commas'

function canDecode({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

function loginOf({ username, password }: URL): NatsAddress['login'] {
  if (username === '') return null
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return pass === '' ? { token: user } : { user, pass }
}

/**
 * Reads `BUS_URL`. The first of several addresses gives the login, the path and the way of all.
 * @returns a sentence if it cannot be used
 */
export function natsAddressOf(text: string): NatsAddress | string {
  const urls = text.split(',').map(one => one.trim()).map(one => (/^(nats|tls):\/\//.test(one) && URL.canParse(one) ? new URL(one) : null))
  const known = urls.filter(url => url !== null && url.hostname !== '')
  const [first] = known
  if (!first || known.length !== urls.length) return FORM
  const { protocol, pathname, searchParams } = first
  if (known.some(url => url?.protocol !== protocol)) return 'must be either nats:// or tls:// for all its servers'
  if (!canDecode(first)) return 'has a % in its login that begins no character: write %25 for it'
  const prefix = pathname.replace(/^\/|\/$/g, '') || 'mastoc'
  if (!/^[\w-]{1,40}$/.test(prefix)) return 'has a path that is no word of letters, digits, - and _'
  const strange = [...searchParams.keys()].filter(name => name !== 'ca')
  if (strange.length > 0) return `has a part that nobody knows (${strange.join(', ')}); known is ca=FILE`
  const caFile = searchParams.get('ca')
  if (caFile !== null && protocol !== 'tls:') return 'has ca=FILE, which needs tls://'
  return {
    servers: known.flatMap(url => (url === null ? [] : [`${url.hostname}:${url.port || 4222}`])),
    login: loginOf(first),
    isEncrypted: protocol === 'tls:',
    caFile,
    prefix,
  }
}
