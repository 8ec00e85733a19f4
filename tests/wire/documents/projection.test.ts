import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { voteKey, VOTES_MAP } from '../../../shared/documents'
import { ANNOTATION_PARTS, CONDITIONS, DIFFICULTIES, GRIP_TYPES, type AnnotationPart } from '../../../shared/model/annotationParts'
import { clientEdit } from '../../../server/collab/clientEdit'
import { ensureDocument, readDocument } from '../../../server/collab/persistence'
import { Room } from '../../../server/collab/room'
import type { TestApp } from '../../support/app'
import { freePrices } from '../../support/freePrices'
import { servers } from '../../support/servers'
import { HOLD_IDS, importTestWall } from '../../support/wall'

const values: Record<AnnotationPart, readonly string[]> = {
  grip_type: GRIP_TYPES,
  condition: CONDITIONS,
  difficulty: DIFFICULTIES,
  notes: ['court', 'é 🧗', 'x'.repeat(50)],
}
const edit = fc.constantFrom(...ANNOTATION_PARTS).chain(part => fc.record({
  holdId: fc.constantFrom(...HOLD_IDS.slice(0, 3)), part: fc.constant(part), value: fc.constantFrom('', ...values[part]),
}))
const step = fc.oneof(
  fc.record({ do: fc.constant('type' as const), device: fc.nat(2), edit }),
  fc.record({ do: fc.constant('sync' as const), device: fc.nat(2) }),
  fc.record({ do: fc.constant('rest' as const), edit }),
  fc.record({ do: fc.constant('reload' as const) }),
  fc.record({ do: fc.constant('remove' as const), holdId: fc.constantFrom(...HOLD_IDS.slice(0, 3)) }),
)

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterAll(() => app.close())

  /** One user with three devices, each at times offline, and REST. */
  async function world(run: number) {
    const user = await app.register(`user-${run}`)
    const document = { kind: 'votes', faceId, userId: user.id } as const
    const services = { ...app.services, documentPrices: freePrices }
    await ensureDocument(services, document)
    const load = async () =>
      new Room(document, await services.snapshot(stores => readDocument(stores, `votes/${faceId}/${user.id}`)), services)
    let room = await load()
    const actor = { kind: 'user', id: user.id, role: 'user', name: user.username } as const
    const transact: Parameters<Room['write']>[0]['transact'] = async work => (await services.transactions(actor, work)).value
    const devices = [1, 2, 3].map((place) => {
      const doc = new Y.Doc()
      doc.clientID = place * 1000
      return doc
    })
    const write = (change: (shadow: Y.Doc) => void) =>
      room.write({ edit: change, author: { userId: user.id, bypassesLocks: false }, transact })
    const remove = (holdId: number) => room.write({
      author: { userId: null, bypassesLocks: true }, transact,
      edit(shadow) {
        for (const part of ANNOTATION_PARTS) shadow.getMap(VOTES_MAP).set(voteKey(holdId, part), '')
      },
    })
    return {
      devices, write, remove, room: () => room,
      async sync(device: Y.Doc) {
        const update = Y.encodeStateAsUpdate(device, Y.encodeStateVector(room.doc))
        await room.write({ ...clientEdit('votes', update), author: { userId: user.id, bypassesLocks: false }, transact })
        Y.applyUpdate(device, Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(device)))
      },
      async reload() {
        room = await load()
      },
      async expectRowsToBeTheDocument() {
        const rows = await services.stores.annotations.votesOf(user.id)
        const kept = rows.flatMap(row => ANNOTATION_PARTS.flatMap(part => (row[part] ? [[voteKey(row.hold_id, part), row[part]]] : [])))
        const held = Object.entries(room.doc.getMap(VOTES_MAP).toJSON()).filter(([, value]) => value !== '')
        expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(held))
      },
    }
  }

  test('[DOC-2] rows are the document, whatever devices and REST do in whatever order', async () => {
    let run = 0
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { devices, write, room, sync, reload, remove, expectRowsToBeTheDocument } = await world(run++)
      for (const now of steps) {
        if (now.do === 'type') devices[now.device]?.getMap(VOTES_MAP).set(voteKey(now.edit.holdId, now.edit.part), now.edit.value)
        if (now.do === 'sync') await sync(devices[now.device] ?? new Y.Doc())
        if (now.do === 'reload') await reload()
        if (now.do === 'remove') await remove(now.holdId)
        if (now.do === 'rest') {
          const key = voteKey(now.edit.holdId, now.edit.part)
          await write(shadow => void shadow.getMap(VOTES_MAP).set(key, now.edit.value))
          expect(room().doc.getMap(VOTES_MAP).get(key)).toBe(now.edit.value)
        }
        await expectRowsToBeTheDocument()
      }
      for (const device of [...devices, ...devices]) await sync(device)
      await expectRowsToBeTheDocument()
      for (const device of devices) expect(device.getMap(VOTES_MAP).toJSON()).toEqual(room().doc.getMap(VOTES_MAP).toJSON())
    }), { numRuns: dialect === 'sqlite' ? 60 : 15 })
  })

  test('[DOC-3] what REST said stays over every edit that did not know of it', async () => {
    let run = 1000
    const someEdits = fc.array(edit, { minLength: 1, maxLength: 6 })
    await fc.assert(fc.asyncProperty(someEdits, fc.integer({ min: 0, max: 2 }), async (edits, known) => {
      const { devices: [device = new Y.Doc()], write, room, sync } = await world(run++)
      const key = voteKey(HOLD_IDS[0], 'notes')
      for (let at = 0; at < known; at++) device.getMap(VOTES_MAP).set(key, `known ${at}`)
      await sync(device)
      for (const { value } of edits) device.getMap(VOTES_MAP).set(key, `offline ${value}`)
      await write(shadow => void shadow.getMap(VOTES_MAP).set(key, 'rest'))
      await sync(device)
      expect(room().doc.getMap(VOTES_MAP).get(key)).toBe('rest')
      expect(device.getMap(VOTES_MAP).get(key)).toBe('rest')
    }), { numRuns: dialect === 'sqlite' ? 40 : 10 })
  })
})
