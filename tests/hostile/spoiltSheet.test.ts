import { expect, inject, onTestFinished, test } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { step1Message } from '../../server/collab/wire'
import { spoilSheet, SPOILT_CLIENTS } from '../support/spoiltSheet'
import { ADDRESSES, ask } from './ask'
import { openDocument } from './document'
import { startTarget, type Target } from './target'
import { boundOf, underAttack } from './underAttack'

const ROUGHLY_MS = 300

/** As a browser does: it comes back where the sheet cannot be opened yet, or was made anew meanwhile. @returns null then */
async function tryToRead(target: Target): Promise<Y.Doc | null> {
  const { ws, opened, closed } = openDocument(target.url, await target.sheet())
  const doc = new Y.Doc()
  const isHere = new Promise<true>((resolve) => {
    ws.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data))
      if (decoding.readVarUint(decoder) !== 0 || decoding.readVarUint(decoder) !== 1) return
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
      resolve(true)
    })
  })
  await opened
  ws.send(step1Message(Y.encodeStateVector(doc)))
  const answer = await Promise.race([isHere, closed])
  ws.terminate()
  if (answer === true) return doc
  expect(answer).toMatch(/^(1013 unavailable|4409 stale)$/)
  return null
}

/** The sheet as a guest gets it. */
async function readSheet(target: Target): Promise<Y.Doc> {
  for (;;) {
    const doc = await tryToRead(target)
    if (doc) return doc
  }
}

test.each(['sqlite', 'postgres'] as const)('[LIMIT-27] a sheet of 200,000 client ids, as an older version let one person leave it, is quick again on %s and says what it said', async (dialect) => {
  const wall = inject('hostileWalls')[dialect]
  const target = await startTarget(wall, {}, db => spoilSheet(db, wall.faceId))
  onTestFinished(target.close)
  const docs: Y.Doc[] = []
  // The first to open it makes the server mend it; nobody else waits for that.
  const { quiet, attacked, failures } = await underAttack(target, async () => {
    docs.push(await readSheet(target))
    return {}
  }, { seconds: 0, quietSeconds: 1, least: ROUGHLY_MS })
  expect(failures).toBe(0)
  expect(attacked).toBeLessThan(boundOf(quiet, ROUGHLY_MS))

  const { token } = await target.logIn('chief')
  const { status, text } = await ask(`${target.url}/api/admin/sheets/${wall.faceId}/begin-anew`, {
    method: 'POST',
    from: ADDRESSES.honest,
    token,
    body: { reason: 'lente' },
  })
  expect([status, JSON.parse(text)]).toMatchObject([200, { notes_count: wall.holdIds.length }])
  docs.push(await readSheet(target))
  for (const doc of docs) {
    expect(doc.store.clients.size).toBeLessThan(SPOILT_CLIENTS / 100)
    for (const holdId of wall.holdIds) expect(doc.getText(noteRoot(holdId)).toString()).toMatch(new RegExp(`^prise ${holdId} `))
  }
})
