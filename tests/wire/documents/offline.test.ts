import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { voteKey, VOTES_MAP } from '../../../shared/documents'
import { FIRST_OWN_HOLD_ID } from '../../../shared/model/holdNumbers'
import type { Account, TestApp } from '../../support/app'
import { createOpener } from '../../support/liveDocument'
import { servers } from '../../support/servers'
import { importTestWall, smallWall } from '../../support/wall'

const HOLDS = 500
const holds = Array.from({ length: HOLDS }, (_, place) => {
  const [model] = smallWall.holds
  if (!model) throw new Error('the small wall has holds')
  return { ...model, id: FIRST_OWN_HOLD_ID + 100 + place, stokt_id: null }
})
const largeWall = {
  ...smallWall,
  face: { ...smallWall.face, stokt_id: null, name: 'Grand pan' },
  gym: { ...smallWall.gym },
  holds,
  climbs: [],
  setters: [],
}

describe.each(['sqlite', 'postgres'] as const)('a day offline, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let ann: Account
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services, largeWall)).faceId
    ann = await app.register('lynx')
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  test('[DOC-8] of two devices merges part by part, 500 holds in one go', async () => {
    const [phone, tablet] = [new Y.Doc(), new Y.Doc()]
    for (const { id } of holds) {
      phone.getMap(VOTES_MAP).set(voteKey(id, 'grip_type'), 'bac')
      phone.getMap(VOTES_MAP).set(voteKey(id, 'notes'), `prise ${id}`)
      tablet.getMap(VOTES_MAP).set(voteKey(id, 'condition'), 'sale')
      tablet.getMap(VOTES_MAP).set(voteKey(id, 'difficulty'), 'dure')
    }
    const name = `votes/${faceId}/${ann.id}`
    const devices = [await open(name, { token: ann.token, doc: phone }), await open(name, { token: ann.token, doc: tablet })]
    for (const device of devices) await expect.poll(device.isSaved).toBe(true)
    for (const doc of [phone, tablet]) await expect.poll(() => doc.getMap(VOTES_MAP).size).toBe(4 * HOLDS)
    const rows = await app.services.stores.annotations.votesOf(ann.id)
    expect(
      rows.map(({ hold_id, grip_type, condition, difficulty, notes }) => ({ hold_id, grip_type, condition, difficulty, notes })),
    ).toEqual(
      expect.arrayContaining(
        holds.map(({ id }) => ({ hold_id: id, grip_type: 'bac', condition: 'sale', difficulty: 'dure', notes: `prise ${id}` })),
      ),
    )
    expect(rows).toHaveLength(HOLDS)
    expect((await app.services.stores.documents.get(name))?.seq).toBe(2)
    const { body } = await app.call('GET', `/api/feeds/face:${faceId}/changes`)
    expect((body as { rows: { kind: string }[] }).rows.filter(({ kind }) => kind === 'consensus')).toHaveLength(HOLDS)
    expect(devices.flatMap(({ closes }) => closes)).toEqual([])
  })

  test('[DOC-6] of a document made anew meanwhile brings no old value back', async () => {
    const bob = await app.register('ourse')
    const name = `votes/${faceId}/${bob.id}`
    const key = voteKey(holds[0]?.id ?? 0, 'condition')
    const old = await open(name, { token: bob.token })
    await expect.poll(old.synced).toBe(true)
    old.doc.getMap(VOTES_MAP).set(key, 'cassee')
    await expect.poll(old.isSaved).toBe(true)
    const [was] = await app.services.stores.documents.heads([name])
    old.provider.destroy()
    old.doc.getMap(VOTES_MAP).set(key, 'usee')
    const { documents } = app.db.t
    await app.db.delete(documents)
    await app.call('PUT', `/api/holds/${key.split('/')[0]}/annotations`, { token: bob.token, body: { condition: 'ok' } })
    for (const epoch of [was?.epoch ?? '', null]) {
      const again = await open(name, { token: bob.token, doc: old.doc, epoch })
      await expect.poll(() => again.closes).toMatchObject([{ code: 4409 }])
      expect(again.synced()).toBe(false)
    }
    expect(await app.services.stores.annotations.votesOf(bob.id)).toMatchObject([{ condition: 'ok' }])
    const anew = await open(name, { token: bob.token })
    await expect.poll(anew.synced).toBe(true)
    expect(anew.doc.getMap(VOTES_MAP).toJSON()).toEqual({ [key]: 'ok' })
  })
})
