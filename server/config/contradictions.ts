import { isExample, isWeakSecret } from './weakSecrets'

type Settings = Readonly<Record<string, string | undefined>>

interface Contradiction {
  problem: string
  isIn: (settings: Settings) => boolean
}

/**
 * True for a password that stands in every guide, or is the user's own name. No password at all is the machine's own
 * choice (a socket, a list of hosts).
 */
function isWeakDatabasePassword(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  const given = decodeURIComponent(password).toLowerCase()
  return (
    given !== '' &&
    (given === username.toLowerCase() ||
      ['postgres', 'postgresql', 'admin', 'root', 'secret', 'mastoc'].includes(given) ||
      isExample(given))
  )
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(',').map(item => item.trim())

/** The keys of a list of `KEY=scope+scope`. */
const keysOf = (list: string | undefined): string[] => listOf(list).map(item => item.split('=')[0] ?? '')

/** A key may be shorter than a secret, so fewer different characters are required. */
const isWeakKey = (key: string): boolean => isWeakSecret(key, 6)

/** [SEC-5] True for the forms of an address under which the driver speaks TLS with any server that answers. */
function skipsCertificates(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { searchParams } = new URL(text)
  return (
    searchParams.get('sslmode') === 'no-verify' ||
    (searchParams.get('uselibpqcompat') === 'true' && ['prefer', 'require'].includes(searchParams.get('sslmode') ?? ''))
  )
}

const isSet = (text: string | undefined): text is string => Boolean(text)
const isShort = (text: string | undefined, min: number): boolean => isSet(text) && text.length < min

/** Settings that contradict each other. */
const BETWEEN: readonly Contradiction[] = [
  {
    problem: 'ADMIN_EMAIL and ADMIN_PASSWORD go together',
    isIn: env => (env.ADMIN_EMAIL === undefined) !== (env.ADMIN_PASSWORD === undefined),
  },
  {
    problem: 'JWT_SECRET_OLD is the same as JWT_SECRET: take it away',
    isIn: env => isSet(env.JWT_SECRET_OLD) && env.JWT_SECRET_OLD === env.JWT_SECRET,
  },
  {
    problem: 'DATABASE_DIRECT_URL needs DATABASE_URL: it is the way to the same database past a pooler',
    isIn: env => isSet(env.DATABASE_DIRECT_URL) && !isSet(env.DATABASE_URL),
  },
  {
    problem: 'BUS_URL needs DATABASE_URL: with SQLite there is one server, which has nobody to call',
    isIn: env => isSet(env.BUS_URL) && !isSet(env.DATABASE_URL),
  },
  { problem: 'SMTP_URL and MAIL_API: only one of them', isIn: env => isSet(env.SMTP_URL) && isSet(env.MAIL_API) },
  {
    problem: 'PUBLIC_URL is required to send mail: its links are made of it',
    isIn: env => isSet(env.SMTP_URL ?? env.MAIL_API) && !isSet(env.PUBLIC_URL),
  },
  { problem: 'STOKT_TOKEN needs STOKT_GYM: the id of the gym in Stokt', isIn: env => isSet(env.STOKT_TOKEN) && !isSet(env.STOKT_GYM) },
  {
    problem: 'STOKT_POLL needs STOKT_TOKEN: Stokt answers nobody without one',
    isIn: env => isSet(env.STOKT_POLL) && !isSet(env.STOKT_TOKEN),
  },
]

/** Settings that are good enough for development only. */
const IN_PRODUCTION: readonly Contradiction[] = [
  { problem: 'STOKT_URL must be https in production: the token goes there', isIn: env => /^http:/i.test(env.STOKT_URL ?? '') },
  {
    problem: 'JWT_SECRET is required in production with PostgreSQL: every node needs the same',
    isIn: env => isSet(env.DATABASE_URL) && !isSet(env.JWT_SECRET),
  },
  {
    problem: 'PUBLIC_URL is required in production: the https address that people type; cookies, letters and who may connect depend on it',
    isIn: env => !isSet(env.PUBLIC_URL),
  },
  { problem: 'PUBLIC_URL must be https in production', isIn: env => /^http:/i.test(env.PUBLIC_URL ?? '') },
  { problem: 'JWT_SECRET needs at least 32 characters in production', isIn: env => isShort(env.JWT_SECRET, 32) },
  {
    problem: 'JWT_SECRET is easy to guess: take random characters in production (openssl rand -base64 48)',
    isIn: env => isSet(env.JWT_SECRET) && !isShort(env.JWT_SECRET, 32) && isWeakSecret(env.JWT_SECRET),
  },
  {
    problem: 'JWT_SECRET_OLD can be guessed: leave it out',
    isIn: env => isSet(env.JWT_SECRET_OLD) && (isShort(env.JWT_SECRET_OLD, 32) || isWeakSecret(env.JWT_SECRET_OLD)),
  },
  {
    problem: 'API_KEY: each key needs at least 16 characters in production',
    isIn: env => keysOf(env.API_KEY).some(key => isShort(key, 16)),
  },
  {
    problem: 'API_KEY: a key is easy to guess: take random characters in production (openssl rand -hex 24)',
    isIn: env => keysOf(env.API_KEY).some(key => key.length >= 16 && isWeakKey(key)),
  },
  {
    problem: 'ADMIN_PASSWORD needs 12 characters in production, and none that others would try',
    isIn: env => isSet(env.ADMIN_PASSWORD) && (isShort(env.ADMIN_PASSWORD, 12) || isWeakSecret(env.ADMIN_PASSWORD)),
  },
  ...(['DATABASE_URL', 'DATABASE_DIRECT_URL'] as const).flatMap((name): Contradiction[] => [
    {
      problem: `${name} says that the certificate is not to be looked at: take sslmode=verify-full, with sslrootcert=FILE where the certificate is your own`,
      isIn: env => skipsCertificates(env[name] ?? ''),
    },
    {
      problem: `${name} has a password that others would try: take another in production`,
      isIn: env => isWeakDatabasePassword(env[name] ?? ''),
    },
  ]),
  { problem: 'CORS_ORIGINS cannot be * in production', isIn: env => listOf(env.CORS_ORIGINS).includes('*') },
]

/**
 * Finds the faults between settings, and those in production. It looks at the texts, so that they are told together with
 * malformed values. @returns a sentence for each
 */
export const contradictions = (settings: Settings): string[] =>
  [...BETWEEN, ...(settings.NODE_ENV === 'production' ? IN_PRODUCTION : [])]
    .filter(({ isIn }) => isIn(settings))
    .map(({ problem }) => problem)
