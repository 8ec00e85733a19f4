import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { colourOf } from '../../../shared/rules/colour'
import type { SqliteDatabase } from '../../../server/db/sqlite'
import { awarenessMessage } from '../../../server/collab/wire'
import { startApp, type Account, type TestApp } from '../../support/app'
import { createOpener, rawConnection } from '../../support/liveDocument'
import { importTestWall } from '../../support/wall'

let app: TestApp
let sheet: string
let ann: Account
let bob: Account
const { open, closeAll } = createOpener(() => app)

beforeAll(async () => {
  app = await startApp()
  sheet = `sheet/${(await importTestWall(app.services)).faceId}`
  ann = await app.register('lynx')
  bob = await app.register('ourse')
})
afterEach(closeAll)
afterAll(() => app.close())

const seen = (document: Awaited<ReturnType<typeof open>>, clientId: number) => document.provider.awareness.getStates().get(clientId)

test('[DOC-7] others see where I am, under the name the server knows, until I leave', async () => {
  const one = await open(sheet, { token: ann.token })
  await expect.poll(one.synced).toBe(true)
  one.provider.awareness.setLocalState({ user: { id: bob.id, name: 'Somebody else' }, cursor: 3 })
  const other = await open(sheet, { token: bob.token })
  const me = { user: { id: ann.id, name: 'lynx', colour: colourOf(ann.id) }, cursor: 3 }
  await expect.poll(() => seen(other, one.doc.clientID)).toEqual(me)
  one.provider.awareness.setLocalStateField('cursor', 4)
  await expect.poll(() => seen(other, one.doc.clientID)).toEqual({ ...me, cursor: 4 })
  expect(seen(one, one.doc.clientID)).toMatchObject({ user: { name: 'Somebody else' } })
  one.provider.disconnect()
  await expect.poll(() => seen(other, one.doc.clientID)).toBeUndefined()
  one.provider.connect()
  await expect.poll(() => seen(other, one.doc.clientID)).toEqual({ ...me, cursor: 4 })
})

test('[DOC-7] nobody speaks for another, whatever clock they claim', async () => {
  const one = await open(sheet, { token: ann.token })
  const other = await open(sheet, { token: bob.token })
  await expect.poll(() => one.synced() && other.synced()).toBe(true)
  one.provider.awareness.setLocalState({ cursor: 1 })
  await expect.poll(() => seen(other, one.doc.clientID)).toMatchObject({ cursor: 1 })
  const { ws, opened } = rawConnection(app, sheet, { token: bob.token })
  await opened
  ws.send(
    awarenessMessage([
      { clientId: one.doc.clientID, clock: 2 ** 52, state: '{"cursor":666}' },
      { clientId: 77, clock: 1, state: '{"cursor":7}' },
    ]),
  )
  await expect.poll(() => seen(other, 77)).toMatchObject({ cursor: 7, user: { id: bob.id } })
  one.provider.awareness.setLocalState({ cursor: 2 })
  await expect.poll(() => seen(other, one.doc.clientID)).toMatchObject({ cursor: 2, user: { id: ann.id } })
  ws.close()
  await expect.poll(() => seen(other, 77)).toBeUndefined()
})

test('[LIMIT-26] whose client id could not be written down at first is shown with what they show next', async () => {
  const other = await open(sheet, { token: bob.token })
  await expect.poll(other.synced).toBe(true)
  const { ws, opened } = rawConnection(app, sheet, { token: ann.token })
  await opened
  const show = (cursor: number) => ws.send(awarenessMessage([{ clientId: 88, clock: cursor, state: JSON.stringify({ cursor }) }]))
  const { raw } = app.db as SqliteDatabase
  const refused = vi.spyOn(app.services.log, 'warn')
  raw.pragma('query_only = 1')
  show(1)
  await expect.poll(() => refused.mock.calls.some(([, words]) => words === 'client id not claimed')).toBe(true)
  raw.pragma('query_only = 0')
  show(2)
  await expect.poll(() => seen(other, 88)).toMatchObject({ cursor: 2, user: { id: ann.id } })
  ws.close()
})

test('[DOC-7] a guest is not shown, nor what is too large or no state', async () => {
  const other = await open(sheet, { token: bob.token })
  const guest = await open(sheet)
  await expect.poll(() => other.synced() && guest.synced()).toBe(true)
  guest.provider.awareness.setLocalState({ cursor: 1 })
  const { ws, opened } = rawConnection(app, sheet, { token: ann.token })
  await opened
  for (const state of [`"${'x'.repeat(3000)}"`, `{"a":"${'x'.repeat(3000)}"}`, '[1]', 'not json', '7'])
    ws.send(awarenessMessage([{ clientId: 5, clock: 1, state }]))
  ws.send(awarenessMessage([{ clientId: 5, clock: 1, state: '{"cursor":5}' }]))
  await expect.poll(() => seen(other, 5)).toMatchObject({ cursor: 5 })
  expect(seen(other, guest.doc.clientID)).toBeUndefined()
  ws.close()
})
