import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../shared/contract/commands'
import { KEYS, startApp, type Account, type TestApp } from '../support/app'
import { createOpener } from '../support/liveDocument'
import { importTestWall } from '../support/wall'

let app: TestApp
let lune: Account
beforeAll(async () => {
  app = await startApp({ env: { BACKUP_EVERY: '24' } })
  await importTestWall(app.services)
  lune = await app.register('lune')
})
afterAll(() => app.close())

const read = async (): Promise<string> => String((await app.call('GET', '/metrics', { apiKey: KEYS.admin })).body)
/** The value of one series. */
async function valueOf(series: string): Promise<number | null> {
  const line = (await read()).split('\n').find(text => text.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length + 1))
}

test('[OPS-3] docs/metrics.md tells each metric of the server, with its labels, and no other', async () => {
  const told = [
    ...readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8').matchAll(/^\| `(mastoc_\w+)` \| (.*?) ?\| ./gm),
  ].map(([, name, labels]) => `${name} ${labels}`.trim())
  const text = await read()
  const names = [...text.matchAll(/^# TYPE (mastoc_\w+) /gm)].map(([, name = '']) => name)
  expect(told.map(line => line.split(' ')[0]).sort()).toEqual(names.sort())
  for (const [, name = '', labels = ''] of text.matchAll(/^(mastoc_\w+?)(?:_bucket|_sum|_count)?\{(.*)\} \S+$/gm)) {
    const given = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label).filter(label => label !== 'le').join(', ')
    expect(told, name).toContain(`${name} ${given}`.trim())
  }
})

test('[OPS-3] commands are counted by name and status, whatever stands in their address', async () => {
  for (const id of ['a', 'b', 'c']) await app.call('GET', `/api/faces/${id}`)
  await expect.poll(() => valueOf('mastoc_commands_total{command="faces.get",status="404"}')).toBe(3)
  for (const path of ['/api/nothing', '/made/up/1', '/made/up/2']) await app.call('GET', path)
  const named = [...(await read()).matchAll(/^mastoc_commands_total\{command="([^"]+)"/gm)].map(([, name]) => name)
  expect(named.filter(name => !Object.hasOwn(commands, name ?? ''))).toEqual([])
})

test('[OPS-3] a change is counted as it is written and as it is pushed', async () => {
  const face = ((await app.call('GET', '/api/faces')).body as { id: string }[])[0]?.id ?? ''
  const socket = await app.socket({ token: lune.token })
  await socket.emitWithAck('feed:open', { feed: `face:${face}` })
  const pushed = once(socket as never, 'feed:change')
  const [hold] = ((await app.call('GET', `/api/holds?face_id=${face}`)).body as { results: { id: number }[] }).results
  expect((await app.call('PUT', `/api/holds/${hold?.id}/annotations`, { token: lune.token, body: { condition: 'usee' } })).status).toBe(200)
  await pushed
  await expect.poll(() => valueOf('mastoc_feed_rows_sent_total')).toBeGreaterThanOrEqual(1)
  expect(await valueOf('mastoc_feed_lag_seconds_count')).toBeGreaterThanOrEqual(1)
  expect(await valueOf('mastoc_transaction_seconds_count{outcome="done"}')).toBeGreaterThanOrEqual(1)
  expect(await valueOf('mastoc_socket_events_total{event="feed:open",outcome="ok"}')).toBe(1)
  expect(await valueOf('mastoc_sockets')).toBe(1)
  expect(await valueOf('mastoc_database_waiting')).toBe(0)
  socket.close()
  await expect.poll(() => valueOf('mastoc_socket_ends_total{reason="client namespace disconnect"}')).toBe(1)
})

test('[OPS-3] updates of documents are counted as saved or refused, and connections by how they ended', async () => {
  const face = ((await app.call('GET', '/api/faces')).body as { id: string }[])[0]?.id ?? ''
  const [hold] = ((await app.call('GET', `/api/holds?face_id=${face}`)).body as { results: { id: number }[] }).results
  const opener = createOpener(() => app)
  const { doc, synced, isSaved, closes } = await opener.open(`votes/${face}/${lune.id}`, { token: lune.token })
  await expect.poll(synced).toBe(true)
  expect(await valueOf('mastoc_documents_open{kind="votes"}')).toBe(1)
  expect(await valueOf('mastoc_document_connections')).toBe(1)
  doc.getMap('holds').set(`${hold?.id}/difficulty`, 'facile')
  await expect.poll(isSaved).toBe(true)
  doc.getMap('holds').set(`${hold?.id}/difficulty`, 'no word of ours')
  await expect.poll(() => closes.at(-1)?.code).toBe(4422)
  await expect.poll(() => valueOf('mastoc_document_closes_total{code="4422"}')).toBe(1)
  expect(await valueOf('mastoc_document_updates_total{kind="votes",outcome="saved"}')).toBeGreaterThanOrEqual(1)
  expect(await valueOf('mastoc_document_updates_total{kind="votes",outcome="refused"}')).toBeGreaterThanOrEqual(1)
  opener.closeAll()
})

test('[OPS-3] jobs tell when they were last done, letters how many wait, the schema how it stands', async () => {
  await app.runJobs()
  expect(await valueOf('mastoc_job_last_success_timestamp_seconds{job="prune-feeds"}')).toBeGreaterThan(Date.now() / 1000 - 600)
  expect(await valueOf('mastoc_job_runs_total{job="prune-feeds",outcome="done"}')).toBe(1)
  expect(await valueOf('mastoc_mails_waiting')).toBe(0)
  expect(await valueOf('mastoc_schema_migrations{state="newer"}')).toBe(0)
  expect(await valueOf('mastoc_schema_migrations{state="known"}')).toBeGreaterThan(10)
})
