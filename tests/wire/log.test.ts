import { expect, onTestFinished, test } from 'vitest'
import { PASSWORD, startApp, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'

type Line = Record<string, unknown>
const FORWARDED = '203.0.113.77'

async function loggingApp(
  env: Record<string, string> = {},
): Promise<{ app: TestApp; lines: Line[]; commands: () => Line[]; text: () => string }> {
  const lines: Line[] = []
  const app = await startApp({ env: { LOG_LEVEL: 'info', ...env }, logTo: { write: line => void lines.push(JSON.parse(line) as Line) } })
  onTestFinished(app.close)
  return { app, lines, commands: () => lines.filter(({ event }) => event === 'command'), text: () => JSON.stringify(lines) }
}

test('[OPS-1] the log has a line for each command: which, by whom, how it ended and how long it took', async () => {
  const { app, commands, text } = await loggingApp({ TRUST_PROXY: '1' })
  await importTestWall(app.services)
  const lune = await app.register('lune')
  const seen = await app.call('GET', '/api/users/me', { token: lune.token })
  await app.call('GET', '/api/faces/none', { headers: { 'x-forwarded-for': FORWARDED } })
  await app.call('GET', '/api/gyms', { apiKey: 'key-that-only-reads' })
  await app.call('POST', '/api/auth/login', { body: { username: 'lune', password: `${PASSWORD}?` } })
  await expect.poll(commands).toMatchObject([
    {
      level: 'info',
      command: 'users.me',
      status: 200,
      ms: expect.any(Number) as number,
      who: `user ${lune.id}`,
      request_id: seen.headers.get('x-request-id'),
    },
    { command: 'faces.get', status: 404, who: expect.stringMatching(/^guest [\w-]{10}$/) as string },
    { command: 'gyms.list', status: 200, who: expect.stringMatching(/^key key-[0-9a-f]{8}$/) as string },
    { command: 'auth.login', status: 401 },
  ])
  for (const secret of [FORWARDED, '127.0.0.1', lune.token, PASSWORD, 'key-that-only-reads']) expect(text()).not.toContain(secret)
})

test('[OPS-2] the id of a request stands in its answer, in the problem, and in each line of the log about it', async () => {
  const { app, lines } = await loggingApp({ LOG_LEVEL: 'debug' })
  const { headers, body } = await app.call('GET', '/api/users/me')
  const id = headers.get('x-request-id')
  expect(id).toMatch(/^[\w-]{36}$/)
  expect(body).toMatchObject({ status: 401, request_id: id })
  await expect.poll(() => lines.filter(line => line['request_id'] === id).map(({ msg }) => msg).sort()).toEqual(['command', 'refused'])
  const other = await app.call('GET', '/health')
  expect(other.headers.get('x-request-id')).not.toBe(id)
})

test('[OPS-2] only a proxy that is trusted names the request, and only with a word that is one', async () => {
  const { app } = await loggingApp({ TRUST_PROXY: 'loopback' })
  const idOf = async (to: TestApp, given: string) =>
    (await to.call('GET', '/api/gyms', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
  expect(await idOf(app, 'host-0123:abc')).toBe('host-0123:abc')
  for (const odd of ['short', 'a b c d e f g h', '{"level":"fatal"}', 'x'.repeat(101)]) expect(await idOf(app, odd)).not.toBe(odd)
  const { app: open } = await loggingApp()
  expect(await idOf(open, 'host-0123:abc')).not.toBe('host-0123:abc')
})

test('[OPS-5] at debug the log tells of socket events, transactions, pushes and jobs; at info it does not', async () => {
  const { app, lines } = await loggingApp({ LOG_LEVEL: 'debug' })
  await importTestWall(app.services)
  const lune = await app.register('lune')
  const socket = await app.socket({ token: lune.token })
  await socket.emitWithAck('feed:open', { feed: `user:${lune.id}` })
  await app.call('PATCH', '/api/users/me', { token: lune.token, body: { full_name: 'Lune Rousse' } })
  await app.runJobs()
  const feed = `user:${lune.id}`
  const of = (event: string) => lines.filter(line => line['event'] === event)
  await expect
    .poll(() => of('socket_event'))
    .toMatchObject([{ level: 'debug', what: 'feed:open', outcome: 'ok', ms: expect.any(Number) as number, who: `user ${lune.id}` }])
  expect(of('transaction')).toContainEqual(
    expect.objectContaining({ level: 'debug', outcome: 'done', tries: 1, feeds: expect.arrayContaining([feed]) as string[] }),
  )
  await expect
    .poll(() => of('feed_change'))
    .toContainEqual(expect.objectContaining({ feed, sockets: 1, lag_ms: expect.any(Number) as number }))
  expect(of('job').map(({ job }) => job)).toContain('prune-feeds')
  expect(JSON.stringify(lines)).not.toContain('Rousse')
  const quiet = await loggingApp()
  await importTestWall(quiet.app.services)
  await quiet.app.runJobs()
  expect(quiet.lines.filter(({ level }) => level === 'debug')).toEqual([])
})
