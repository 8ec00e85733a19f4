import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SCOPES, type Scope } from '../../shared/access/actor'
import { natsAddressOf, type NatsAddress } from './natsAddress'
import { contradictions } from './contradictions'
import { faultOfProxyTrust } from '../limits/proxyTrust'
import { readSecretFiles } from '../files/secretFiles'

export interface ApiKeySetting {
  key: string
  scopes: readonly Scope[]
}

export type MailSetting =
  | { by: 'smtp'; url: string }
  | { by: 'resend' | 'brevo'; key: string }
  /** Letters are written into DATA_DIR/outbox. */
  | { by: 'files' }

export interface BackupSetting {
  everyHours: number
  /** So many of them are kept. */
  keep: number
  folder: string
}

export interface StoktSetting {
  url: string
  token: string
  /** The Stokt id of the gym. */
  gym: string
  /** Null: Stokt is asked only when somebody says so. */
  pollMinutes: number | null
}

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  /** The database's address past a pooler, for what needs one connection to itself: the line, locks, migrations, backups. */
  databaseDirectUrl: string | null
  /** The most connections of one server for its work. */
  databasePool: number
  /** The way between servers; null: the database's own. */
  bus: NatsAddress | null
  /** Null: the address that the browser used. */
  publicUrl: string | null
  jwtSecret: string
  /** The previous secret, which is only read with, never written with. */
  jwtSecretOld: string | null
  apiKeys: readonly ApiKeySetting[]
  admin: { email: string; password: string } | null
  /** Says whether admins are asked for a second factor, or are no admins without one. */
  adminFactor: 'off' | 'ask' | 'require'
  publicRead: boolean
  registration: 'open' | 'invite' | 'closed'
  mail: MailSetting
  mailFrom: string
  corsOrigins: readonly string[]
  trustProxy: string | null
  demo: 'auto' | 'on' | 'off'
  /** Null: the server makes none. */
  backup: BackupSetting | null
  /** Null: the gym is not kept as it is in Stokt. */
  stokt: StoktSetting | null
  /** The gym in Stokt, whose people may link their accounts; null: nobody may. */
  stoktGym: { url: string; gym: string } | null
  logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
  production: boolean
}

/** All faults of the settings, in one message. */
export class WrongSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map(problem => `  - ${problem}`).join('\n')}`)
    this.name = 'WrongSettings'
  }
}

const flag = z.enum(['0', '1', 'true', 'false']).transform(value => value === '1' || value === 'true')
const list = z.string().transform(text => text.split(',').map(item => item.trim()).filter(item => item !== ''))
const webAddress = z
  .string()
  .refine(text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'must be an http or https address')

const origins = list.refine(
  items => items.every(item => item === '*' || (URL.canParse(item) && new URL(item).origin === item)),
  'must be origins such as https://example.org',
)

const proxyTrust = z.string().superRefine((text, check) => {
  const fault = faultOfProxyTrust(text)
  if (fault !== null) check.addIssue({ code: 'custom', message: fault })
})

const bus = z.string().transform((text, check): NatsAddress => {
  const address = natsAddressOf(text)
  if (typeof address !== 'string') return address
  check.addIssue({ code: 'custom', message: address })
  return z.NEVER
})

const postgresAddress = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')

const apiKeys = list.transform((items, check) => items.map((item): ApiKeySetting => {
  const [key = '', scopeText = 'read'] = item.split('=')
  const scopes = scopeText.split('+').map(word => SCOPES.find(scope => scope === word) ?? null)
  if (key === '') check.addIssue({ code: 'custom', message: 'a key is empty' })
  if (scopes.includes(null)) check.addIssue({ code: 'custom', message: `unknown scope in "${scopeText}" (known: ${SCOPES.join(', ')})` })
  return { key, scopes: scopes.filter(scope => scope !== null) }
}))

const Environment = z.object({
  PORT: z.coerce.number('must be a number').int().min(0, 'must be 0 to 65535').max(65535, 'must be 0 to 65535').default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_DIRECT_URL: postgresAddress.optional(),
  DATABASE_POOL: z.coerce.number('must be a number of connections')
    .int('must be a whole number').min(2, 'must be at least 2').max(500, 'must be at most 500').default(10),
  BUS_URL: bus.optional(),
  PUBLIC_URL: webAddress.optional(),
  JWT_SECRET: z.string().optional(),
  JWT_SECRET_OLD: z.string().optional(),
  API_KEY: apiKeys.default([]),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().min(8, 'needs at least 8 characters').optional(),
  ADMIN_FACTOR: z.enum(['off', 'ask', 'require'], 'must be off, ask or require').default('ask'),
  PUBLIC_READ: flag.default(true),
  REGISTRATION: z.enum(['open', 'invite', 'closed'], 'must be open, invite or closed').default('open'),
  SMTP_URL: z.string()
    .refine(text => /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text), 'must be smtp://user:password@host:port or smtps://…').optional(),
  MAIL_API: z.string().regex(/^(resend|brevo):\S+$/, 'must be resend:KEY or brevo:KEY').optional(),
  MAIL_FROM: z.string().regex(/^[^\r\n]*[^\s@]@[^\s@]+$/, 'must be an address, or Name <address>').optional(),
  CORS_ORIGINS: origins.default([]),
  TRUST_PROXY: proxyTrust.optional(),
  DEMO: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'),
  BACKUP_EVERY: z.coerce.number('must be a number of hours, 0 for none')
    .min(0, 'must be a number of hours, 0 for none').max(24 * 366, 'must be at most a year').default(24),
  BACKUP_KEEP: z.coerce.number('must be a number')
    .int('must be a whole number').min(1, 'must be at least 1').max(10_000, 'must be at most 10000').default(7),
  BACKUP_DIR: z.string().optional(),
  STOKT_URL: webAddress.default('https://www.sostokt.com'),
  STOKT_TOKEN: z.string().regex(/^[\x21-\x7e]{1,500}$/, 'must be the token alone, without spaces').optional(),
  STOKT_GYM: z.string().regex(/^[\w-]{1,100}$/, 'must be the id of the gym in Stokt').optional(),
  STOKT_POLL: z.coerce.number('must be a number of minutes')
    .int('must be a whole number').min(1, 'must be at least 1').max(43_200, 'must be at most 43200, a month').optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'must be a pino level').default('info'),
  NODE_ENV: z.string().optional(),
})

/** The secret is generated once and kept in a file that only its owner may read. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'jwt-secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

function mailSetting({ SMTP_URL, MAIL_API }: z.output<typeof Environment>): MailSetting {
  if (SMTP_URL) return { by: 'smtp', url: SMTP_URL }
  if (!MAIL_API) return { by: 'files' }
  return { by: MAIL_API.startsWith('resend:') ? 'resend' : 'brevo', key: MAIL_API.slice(MAIL_API.indexOf(':') + 1) }
}

function stoktSetting({ STOKT_URL, STOKT_TOKEN, STOKT_GYM, STOKT_POLL }: z.output<typeof Environment>): StoktSetting | null {
  if (!STOKT_TOKEN || !STOKT_GYM) return null
  return { url: STOKT_URL.replace(/\/+$/, ''), token: STOKT_TOKEN, gym: STOKT_GYM, pollMinutes: STOKT_POLL ?? null }
}

const databaseSettings = (env: z.output<typeof Environment>) => ({
  databaseUrl: env.DATABASE_URL ?? null,
  databaseDirectUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL ?? null,
  databasePool: env.DATABASE_POOL,
  bus: env.BUS_URL ?? null,
})

const stoktGymSetting = ({ STOKT_URL, STOKT_GYM }: z.output<typeof Environment>): Config['stoktGym'] =>
  STOKT_GYM ? { url: STOKT_URL.replace(/\/+$/, ''), gym: STOKT_GYM } : null

/**
 * Reads the settings from the environment; an empty value counts as unset.
 * @throws WrongSettings naming every problem at once
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const named = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  )
  const { env: given, problems: unread } = readSecretFiles(named)
  const parsed = Environment.safeParse(given)
  const malformed = parsed.error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) ?? []
  const problems = [...unread, ...malformed, ...contradictions(given)]
  if (!parsed.success || problems.length > 0) throw new WrongSettings(problems)
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    ...databaseSettings(env),
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    jwtSecret: env.JWT_SECRET ?? keptSecret(env.DATA_DIR),
    jwtSecretOld: env.JWT_SECRET_OLD ?? null,
    apiKeys: env.API_KEY,
    admin: env.ADMIN_EMAIL && env.ADMIN_PASSWORD ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD } : null,
    adminFactor: env.ADMIN_FACTOR,
    publicRead: env.PUBLIC_READ,
    registration: env.REGISTRATION,
    mail: mailSetting(env),
    mailFrom: env.MAIL_FROM ?? `mastoc <no-reply@${env.PUBLIC_URL ? new URL(env.PUBLIC_URL).hostname : 'localhost'}>`,
    corsOrigins: env.CORS_ORIGINS,
    trustProxy: env.TRUST_PROXY ?? null,
    demo: env.DEMO,
    backup:
      env.BACKUP_EVERY === 0
        ? null
        : { everyHours: env.BACKUP_EVERY, keep: env.BACKUP_KEEP, folder: env.BACKUP_DIR ?? join(env.DATA_DIR, 'backups') },
    stokt: stoktSetting(env),
    stoktGym: stoktGymSetting(env),
    logLevel: env.LOG_LEVEL,
    production: env.NODE_ENV === 'production',
  }
}
