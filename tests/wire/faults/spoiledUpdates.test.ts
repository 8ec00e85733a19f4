import { readFile } from 'node:fs/promises'
import { and, eq } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../../../server/app'
import { noteRoot } from '../../../shared/documents'
import { createOpener, type TestDocument } from '../../support/liveDocument'
import { servers } from '../../support/servers'
import { HOLD_IDS, importTestWall } from '../../support/wall'

const [one, other] = HOLD_IDS.map(noteRoot)

test.each(['sqlite', 'postgres'] as const)('[SAFE-7] a stored update that cannot be read is set aside on %s with what builds on it; the rest is served and edited on', async (dialect) => {
  const app = await servers[dialect]()
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const [ann, ben] = [await app.register('lynx'), await app.register('blaireau')]
  const { open, closeAll } = createOpener(() => app)
  onTestFinished(closeAll)
  const type = async ({ doc, isSaved }: TestDocument, root: string, text: string) => {
    doc.getText(root).insert(doc.getText(root).length, text)
    await expect.poll(isSaved).toBe(true)
  }
  const opened = async (token: string, url = app.url) => {
    const document = await open(`sheet/${faceId}`, { token, url })
    await expect.poll(document.synced).toBe(true)
    return document
  }
  const [hers, his] = [await opened(ann.token), await opened(ben.token)]
  await type(hers, one ?? '', 'un ')
  await type(his, other ?? '', 'deux ')
  await type(hers, one ?? '', 'trois ')
  await type(his, other ?? '', 'quatre ')
  closeAll()
  const { documentUpdates } = app.db.t
  const spoilt = Buffer.from([3, 200, 255, 1, 7])
  await app.db
    .update(documentUpdates)
    .set({ update: spoilt })
    .where(and(eq(documentUpdates.name, `sheet/${faceId}`), eq(documentUpdates.seq, 1)))

  const { config, log, clock } = app.services
  const said = vi.spyOn(log, 'error')
  const fresh = createApp({ config, db: app.db, log, clock, version: '0.0.0-test', clientFolder: app.dataDir })
  onTestFinished(fresh.close)
  const url = `http://127.0.0.1:${await fresh.listen()}`
  const again = await opened(ben.token, url)
  expect([one, other].map(root => again.doc.getText(root).toString())).toEqual(['', 'deux quatre '])
  const [told] = said.mock.calls.flatMap(([about]) =>
    'updates' in (about as object) ? [about as { updates: number[]; files: string[] }] : [],
  )
  expect(told?.updates).toEqual([1, 3])
  expect(await readFile(told?.files[0] ?? '')).toEqual(spoilt)
  await type(again, one ?? '', 'encore')
  expect((await opened(ann.token, url)).doc.getText(one).toString()).toBe('encore')
}, 40_000)
