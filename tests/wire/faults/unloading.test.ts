import { expect, onTestFinished, test } from 'vitest'
import { noteRoot } from '../../../shared/documents'
import { startApp } from '../../support/app'
import { createOpener } from '../../support/liveDocument'
import { HOLD_IDS, importTestWall } from '../../support/wall'

// A document leaves memory the moment that nobody has it open, not half a minute later: each visit meets one that goes.
const timings = { roomLingerMs: 0 }

const note = noteRoot(HOLD_IDS[0])

test('[DOC-4] whoever opens a document while it leaves memory gets all of it, and what they write is kept', async () => {
  const app = await startApp({ timings })
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const { token } = await app.register('lynx')
  const { open, closeAll } = createOpener(() => app)
  onTestFinished(closeAll)
  const name = `sheet/${faceId}`
  for (let visit = 0; visit < 12; visit++) {
    const { doc, provider, synced, isSaved } = await open(name, { token })
    await expect.poll(synced).toBe(true)
    expect(doc.getText(note).toString()).toBe('x'.repeat(visit))
    doc.getText(note).insert(0, 'x')
    await expect.poll(isSaved).toBe(true)
    // The next one comes as this one goes: sometimes before, sometimes after its room is let go.
    if (visit % 2 === 0) provider.destroy()
    else setImmediate(() => provider.destroy())
  }
}, 60_000)

test('[DOC-4] the first who opened a document leaves, and what the second writes is kept', async () => {
  const app = await startApp({ timings })
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const [ann, ben] = [await app.register('lynx'), await app.register('blaireau')]
  const { open, closeAll } = createOpener(() => app)
  onTestFinished(closeAll)
  const first = await open(`sheet/${faceId}`, { token: ann.token })
  const second = await open(`sheet/${faceId}`, { token: ben.token })
  await expect.poll(() => first.synced() && second.synced()).toBe(true)
  first.provider.destroy()
  second.doc.getText(note).insert(0, 'seul')
  await expect.poll(second.isSaved).toBe(true)
  second.provider.destroy()
  const third = await open(`sheet/${faceId}`, { token: ann.token })
  await expect.poll(() => third.doc.getText(note).toString()).toBe('seul')
}, 60_000)
