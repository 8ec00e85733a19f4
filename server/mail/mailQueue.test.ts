import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Instant, instant, instantOf } from '../../shared/model/instant'
import { watchOf } from '../../tests/support/watch'
import { readConfig } from '../config/config'
import type { Database } from '../db/database'
import { openDatabase } from '../db/openDatabase'
import { storesOn } from '../db/stores/stores'
import { createLog } from '../log/log'
import { apiTransport } from './apiTransport'
import type { Letter } from './letters/letter'
import type { Mail, MailTransport } from './mail'
import { createMailQueue } from './mailQueue'
import { queueMail } from './queueMail'
import { mailTransport } from './transport'

const MINUTE = 60_000
const RESET: Letter = { kind: 'passwordReset', link: 'https://mur.example/reset-password#jeton', token: 'jeton', minutes: 30 }

let dataDir: string
let db: Database
let now: number
const clock = (): Instant => instantOf(now)
const log = createLog('silent')
const configOf = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: dataDir, PUBLIC_URL: 'https://mur.example', ...env })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mastoc-mail-'))
  db = await openDatabase({ dataDir })
})
afterAll(async () => {
  await db.close()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  now = Date.parse('2030-05-01T10:00:00Z')
  await db.delete(db.t.mails)
})

const queue = (
  key: string,
  letter: Letter = RESET,
  { language = 'fr', username = 'lezard' }: { language?: 'fr' | 'en'; username?: string } = {},
) =>
  queueMail(
    { stores: storesOn(db), now: clock(), config: configOf() },
    { userId: null, key, to: 'lezard@example.org', username, language, letter, expires_at: instantOf(now + 30 * MINUTE) },
  )
const postWith = (transport: MailTransport) => {
  const post = createMailQueue({ config: configOf(), db, log, watch: watchOf(), clock, tellFailure: () => {}, transport })
  onTestFinished(() => post.close())
  return post
}
const stored = async () => (await db.select().from(db.t.mails))[0]

/** Takes, or fails as told, and remembers. */
function recorder() {
  const mails: Mail[] = []
  const state = { failure: null as Error | null }
  const send = async (mail: Mail) => {
    if (state.failure) throw state.failure
    mails.push(mail)
  }
  return { mails, state, transport: { send, close: () => {} } }
}

test('[MAIL-1] a letter queued twice under one key goes out once, and what it said is erased', async () => {
  const { mails, transport } = recorder()
  await queue('reset/1')
  await queue('reset/1')
  expect((await stored())?.sealed).not.toContain('jeton')
  await postWith(transport).deliver()
  expect(mails).toMatchObject([
    { to: 'lezard@example.org', from: 'mastoc <no-reply@mur.example>', subject: 'Choisir un nouveau mot de passe' },
  ])
  expect(await stored()).toMatchObject({ sealed: '', failure: null, done_at: clock() })
})

test('[MAIL-1] two nodes send it once', async () => {
  const { mails, transport } = recorder()
  const nodes = [postWith(transport), postWith(transport), postWith(transport)]
  for (let n = 0; n < 10; n++) await queue(`reset/${n}`)
  await Promise.all(nodes.map(node => node.deliver()))
  expect(mails).toHaveLength(10)
})

test('[MAIL-2] what could not be sent is tried again, later and later, under the same id, and given up in the end', async () => {
  const { mails, state, transport } = recorder()
  const post = postWith(transport)
  await queue('reset/1')
  await db.update(db.t.mails).set({ expires_at: instantOf(now + 48 * 60 * MINUTE) })
  state.failure = new Error('connection refused')
  await post.deliver()
  expect(await stored()).toMatchObject({ done_at: null, failure: 'connection refused', due_at: instantOf(now + MINUTE) })
  state.failure = null
  await post.deliver()
  expect(mails).toEqual([])
  now += MINUTE
  await post.deliver()
  expect(mails).toHaveLength(1)

  await db.delete(db.t.mails)
  await queue('reset/2')
  await db.update(db.t.mails).set({ expires_at: instantOf(now + 48 * 60 * MINUTE) })
  state.failure = new Error('550 no such mailbox')
  for (let hours = 0; hours < 12; hours++) {
    await post.deliver()
    now += 60 * MINUTE
  }
  expect(await stored()).toMatchObject({ sealed: '', failure: '550 no such mailbox', attempts: 6, done_at: expect.any(String) as string })
})

test('[MAIL-2] a letter that came too late is not sent', async () => {
  const { mails, transport } = recorder()
  await queue('reset/1')
  now += 31 * MINUTE
  await postWith(transport).deliver()
  expect([mails, await stored()]).toMatchObject([[], { sealed: '', failure: 'expired' }])
})

test('[MAIL-3] without settings letters are files in DATA_DIR/outbox, as plain text and as HTML', async () => {
  await queue('reset/1', RESET, { language: 'en' })
  await postWith(mailTransport(configOf(), log)).deliver()
  const [name = ''] = await readdir(join(dataDir, 'outbox'))
  expect(name).toMatch(/^[\w-]+\.eml$/)
  const mail = await PostalMime.parse(await readFile(join(dataDir, 'outbox', name)))
  expect(mail).toMatchObject({ subject: 'Choose a new password', to: [{ address: 'lezard@example.org' }], from: { name: 'mastoc' } })
  expect(mail.text).toContain('https://mur.example/reset-password#jeton')
  expect(mail.html).toContain('href="https://mur.example/reset-password#jeton"')
})

test('[MAIL-3] SMTP_URL sends through an SMTP server', async () => {
  const taken: { to: string; raw: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map(rcpt => rcpt.address).join(), raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  const port = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port)),
  )
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  await queue('device/1', { kind: 'newDevice', device: 'Firefox · Android', at: clock() })
  await postWith(mailTransport(configOf({ SMTP_URL: `smtp://127.0.0.1:${port}` }), log)).deliver()
  expect(taken).toMatchObject([{ to: 'lezard@example.org' }])
  const mail = await PostalMime.parse(taken[0]?.raw ?? '')
  expect(mail.subject).toBe('Connexion depuis un nouvel appareil')
  expect(mail.text).toContain('Firefox · Android')
  expect(mail.messageId).toMatch(/^<[\w-]+@mur\.example>$/)
})

test('[SEC-7] a letter goes to no other machine in the clear', async () => {
  const said: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: ({ address }, _session, done) => {
      said.push(address)
      done()
    },
  })
  const port = await new Promise<number>(resolve =>
    server.listen(0, '0.0.0.0', () => resolve((server.server.address() as AddressInfo).port)),
  )
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  await queue('reset/1')
  // A name of this machine that does not say so.
  await postWith(mailTransport(configOf({ SMTP_URL: `smtp://0.0.0.0:${port}` }), log)).deliver()
  expect(said).toEqual([])
  expect((await stored())?.failure).toContain('STARTTLS')
})

test('[SEC-7] a letter is not sent on to where an answer points', async () => {
  const elsewhere = await fakeApi(200)
  const { url } = await fakeApi(307, { location: elsewhere.url })
  await queue('reset/1')
  await postWith(apiTransport('resend', 're_key', url)).deliver()
  expect(elsewhere.asked).toEqual([])
  expect(await stored()).toMatchObject({ done_at: null, attempts: 1 })
})

async function fakeApi(
  status: number,
  headers: Record<string, string> = {},
): Promise<{ url: string; asked: { headers: Record<string, unknown>; body: unknown }[] }> {
  const asked: { headers: Record<string, unknown>; body: unknown }[] = []
  const server: Server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    request.on('end', () => {
      asked.push({ headers: request.headers, body: JSON.parse(text) as unknown })
      response.writeHead(status, headers).end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}

test('[MAIL-3] MAIL_API=resend:KEY sends over HTTPS and names the letter, so that it is taken once', async () => {
  const { url, asked } = await fakeApi(200)
  await queue('reset/1')
  await postWith(apiTransport('resend', 're_key', url)).deliver()
  expect(asked).toMatchObject([{
    headers: { 'authorization': 'Bearer re_key', 'idempotency-key': expect.any(String) as string },
    body: { from: 'mastoc <no-reply@mur.example>', to: ['lezard@example.org'], subject: 'Choisir un nouveau mot de passe' },
  }])
})

test('[MAIL-3] MAIL_API=brevo:KEY too; what it refuses is tried again', async () => {
  const { url, asked } = await fakeApi(503)
  await queue('reset/1')
  await postWith(apiTransport('brevo', 'xkeysib', url)).deliver()
  expect(asked).toMatchObject([
    {
      headers: { 'api-key': 'xkeysib' },
      body: { sender: { name: 'mastoc', email: 'no-reply@mur.example' }, to: [{ email: 'lezard@example.org' }] },
    },
  ])
  expect(await stored()).toMatchObject({ done_at: null, failure: 'brevo answered 503' })
})

test.each<Letter>([
  RESET,
  { kind: 'passwordChanged', at: instant('2030-05-01T10:00:00.000000Z') },
  { kind: 'newDevice', device: '', at: instant('2030-05-01T10:00:00.000000Z') },
  { kind: 'emailChanged', newEmail: '<b>@example.org', at: instant('2030-05-01T10:00:00.000000Z') },
  { kind: 'emailAsked', newEmail: '<b>@example.org' },
  { kind: 'confirmEmail', link: 'https://mur.example/confirm#a"b' },
  { kind: 'invitation', link: 'https://mur.example/register#a', from: '<script>' },
])('[MAIL-4] the letter $kind is written in both languages, and nothing in it is taken for HTML', async (letter) => {
  const { mails, transport } = recorder()
  await queue('fr', letter, { language: 'fr', username: '<i>lezard' })
  await queue('en', letter, { language: 'en', username: '<i>lezard' })
  await postWith(transport).deliver()
  const [french, english] = mails
  expect(french?.text.startsWith('Bonjour,')).toBe(true)
  expect(english?.text.startsWith('Hello,')).toBe(true)
  expect(french?.subject).not.toBe(english?.subject)
  for (const mail of mails) expect(mail.html).not.toMatch(/<script>|<b>|<i>|a"b/)
})

describe('[MAIL-5] a letter names', () => {
  const gym = (id: string, name: string, is_demo = false) =>
    db
      .insert(db.t.gyms)
      .values({ id, stokt_id: null, name, location: '', is_demo, source: 'mastoc', created_at: clock(), updated_at: clock() })
  beforeEach(async () => {
    await db.delete(db.t.gyms)
  })
  const texts = async (letter: Letter, username: string): Promise<string[]> => {
    const { mails, transport } = recorder()
    await queue('fr', letter, { language: 'fr', username })
    await queue('en', letter, { language: 'en', username })
    await postWith(transport).deliver()
    return mails.map(({ subject, text }) => `${subject}\n${text}`)
  }

  test('the gym it comes from, and the username of the account it is about', async () => {
    await gym('1', 'Salle des Essais')
    await gym('2', 'La Grotte (démo)', true)
    const [french, english] = await texts(RESET, 'lezard')
    expect(french).toContain('votre compte mastoc (Salle des Essais)')
    expect(french).toContain('Votre nom d’utilisateur : lezard')
    expect(french).toContain('mastoc · Salle des Essais.')
    expect(english).toContain('your mastoc account at Salle des Essais')
    expect(english).toContain('Your username: lezard')
    for (const letter of [{ kind: 'confirmEmail', link: 'https://mur.example/c' }, { kind: 'accountLeaving', at: clock() }] as const) {
      for (const text of await texts(letter, 'lezard')) {
        expect(text.split('\n-- \n')[0]).toContain('Salle des Essais')
        expect(text).toMatch(/(Votre nom d’utilisateur :|Your username:) lezard/)
      }
      await db.delete(db.t.mails)
    }
  })

  test('no username where it invites somebody who has no account yet', async () => {
    await gym('1', 'Salle des Essais')
    const [french, english] = await texts({ kind: 'invitation', link: 'https://mur.example/i', from: 'Sittelle' }, '')
    expect(french).toContain('Sittelle vous invite sur le mur de la salle « Salle des Essais »')
    expect(english).toContain('Sittelle invites you to the wall at Salle des Essais')
    expect(`${french}${english}`).not.toMatch(/nom d’utilisateur|username/)
  })

  test('no gym where the server knows several, or the demo alone', async () => {
    await gym('2', 'La Grotte (démo)', true)
    expect((await texts(RESET, 'lezard')).join()).not.toContain('Grotte')
    await db.delete(db.t.mails)
    await gym('1', 'Salle des Essais')
    await gym('3', 'Salle d’en face')
    expect((await texts(RESET, 'lezard')).join()).not.toMatch(/Salle/)
  })
})
