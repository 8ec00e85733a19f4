import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SqliteDatabase } from '../../../server/db/sqlite'
import { noteRoot } from '../../../shared/documents'
import { startApp, type Account, type TestApp } from '../../support/app'
import { createOpener } from '../../support/liveDocument'
import { HOLD_IDS, importTestWall } from '../../support/wall'
import { Sqlite } from '../../../server/db/betterSqlite3'

async function started(): Promise<{ app: TestApp; ann: Account; faceId: string; create: (name: string) => ReturnType<TestApp['call']> }> {
  const app = await startApp()
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const ann = await app.register('lynx')
  const create = (name: string) =>
    app.call('POST', '/api/climbs', { token: ann.token, body: { face_id: faceId, name, holds_list: 'S101 O105 T109' } })
  return { app, ann, faceId, create }
}
const raw = (app: TestApp) => (app.db as SqliteDatabase).raw
const names = async (app: TestApp) =>
  ((await app.call('GET', '/api/climbs?page_size=100')).body as { results: { name: string }[] }).results.map(({ name }) => name)

test('[SAFE-4] while another process writes to the file, reads go on, writes wait for 5 s, and then answer 503', async () => {
  const { app, create } = await started()
  const other = new Sqlite(join(app.dataDir, 'mastoc.sqlite'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  const first = [create('Un peu trop tôt'), create('Aussi')]
  const asked = Date.now()
  for (let reads = 0; reads < 20; reads++) expect((await app.call('GET', '/api/faces')).status).toBe(200)
  // A server that waited inside SQLite would not have answered in the meantime.
  expect(Date.now() - asked).toBeLessThan(4000)
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([503, 503])
  const later = create('Patience')
  expect((await app.call('GET', '/ready')).status).toBe(200)
  other.exec('ROLLBACK')
  expect((await later).status).toBe(201)
  expect(await names(app)).not.toContain('Un peu trop tôt')
}, 60_000)

test.each([
  ['is full', 'max_page_count', (app: TestApp) => raw(app).pragma('page_count', { simple: true }) as number, 2 ** 30, /disque du serveur est plein/],
  ['may only be read', 'query_only', () => 1, 0, /base de données est indisponible/],
] as const)('[SAFE-5] where the disk %s, writes say so and lose nothing, reads go on, and all goes on by itself afterwards', async (_what, pragma, broken, whole, says) => {
  const { app, ann, faceId, create } = await started()
  const { open, closeAll } = createOpener(() => app)
  onTestFinished(closeAll)
  const sheet = await open(`sheet/${faceId}`, { token: ann.token })
  await expect.poll(sheet.synced).toBe(true)
  raw(app).pragma(`${pragma} = ${broken(app)}`)
  // The free room in the file's last pages is used up first.
  const kept: string[] = []
  let refused = await create('Bloc 0')
  for (let n = 1; refused.status === 201 && n < 500; n++) {
    kept.push(`Bloc ${n - 1}`)
    refused = await create(`Bloc ${n}`)
  }
  expect(refused.status).toBe(503)
  expect((refused.body as { detail: string }).detail).toMatch(says)
  expect(refused.headers.get('retry-after')).toBe('2')
  sheet.doc.transact(() => HOLD_IDS.forEach(hold => sheet.doc.getText(noteRoot(hold)).insert(0, 'écrit entre-temps '.repeat(200))))
  expect((await app.call('GET', '/api/faces')).status).toBe(200)
  expect(await names(app)).toEqual(expect.arrayContaining(kept))
  expect(sheet.isSaved()).toBe(false)
  raw(app).pragma(`${pragma} = ${whole}`)
  await expect.poll(sheet.isSaved).toBe(true)
  expect((await create('De nouveau')).status).toBe(201)
  expect(await names(app)).toEqual(expect.arrayContaining([...kept, 'De nouveau']))
  expect(sheet.closes).toEqual([])
}, 60_000)
