import { faceFeed } from '../../../shared/feedName'
import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { SheetMark } from '../../../shared/model/sheetMark'
import { instant, instantOf } from '../../../shared/model/instant'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { smallPicture, smallWall } from '../../../tests/support/wall'
import { contentOf } from '../../collab/documentContent'
import { generateDemo } from '../../demo/generateDemo'
import { storesOn } from '../../db/stores/stores'
import { importWall } from './importWall'

const REAL = {
  ...smallWall,
  gym: { ...smallWall.gym, stokt_id: 'another-gym', name: 'Vraie salle' },
  face: { ...smallWall.face, stokt_id: 'another-face', name: 'Vrai mur' },
  holds: [],
  climbs: [],
  setters: [],
}

async function demoDatabase(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const now = instantOf(Date.now())
  const demo = generateDemo({ size: 'full', now })
  // The small wall's own holds have the demo's first numbers.
  const holds = demo.holds.filter(({ id }) => id > 1_000_000_001)
  const known = new Set(holds.map(({ id }) => id))
  const life = {
    ...demo.life,
    votes: demo.life?.votes.filter(({ hold_id }) => known.has(hold_id)) ?? [],
    tasks: demo.life?.tasks.filter(({ hold_id }) => known.has(hold_id)) ?? [],
    notes: demo.life?.notes ?? [],
    marks: demo.life?.marks ?? [],
  }
  const climbs = demo.climbs.filter(climb => climb.holds.every(({ hold_id }) => known.has(hold_id)))
  const put = async () =>
    wall.write(async context =>
      importWall(
        context,
        { ...demo, holds, climbs, life, picture_file: { bytes: await smallPicture(), mime: 'image/png' } },
        { keepDemo: true },
      ),
    )
  await put()
  const face = (await wall.stores.walls.faces({})).find(({ name }) => name === demo.face.name)
  if (!face) throw new Error('there is no demo')
  const rows = async (kind: string) =>
    (await storesOn(wall.db).feeds.rowsAfter(faceFeed(face.id), { rev: 0, base: 0, limit: 10_000 })).filter(row => row.kind === kind)
  const arrive = () => wall.write(context => importWall(context, REAL, { keepDemo: false }))
  return { ...wall, demoFace: face.id, put, rows, arrive, holds }
}

describe.each(DIALECTS)('the demo on %s', (dialect) => {
  test('[DEMO-5] shows what people agree on, what is to do and what they wrote', async () => {
    const { stores, demoFace, rows, holds } = await demoDatabase(dialect)
    const consensus = [...(await stores.annotations.keptConsensus({ faceId: demoFace })).values()]
    expect(consensus.filter(({ grip_type_official }) => grip_type_official).length).toBeGreaterThan(holds.length / 2)
    expect(consensus.filter(({ condition_official, condition }) => condition_official && condition !== 'ok').length).toBeGreaterThanOrEqual(
      8,
    )
    expect(
      consensus.filter(({ total_annotators, grip_type_official }) => total_annotators > 0 && !grip_type_official).length,
    ).toBeGreaterThan(10)
    expect((await stores.tasks.openOfFace(demoFace)).length).toBeGreaterThanOrEqual(6)
    expect((await rows('task')).filter(({ body }) => body?.includes('"done_at":"')).length).toBeGreaterThanOrEqual(3)
    const sheet = await stores.documents.get(`sheet/${demoFace}`)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, sheet?.snapshot ?? new Uint8Array())
    const { notes, marks } = contentOf(doc)
    expect(Object.keys(notes)).toHaveLength(7)
    expect(Object.values(marks).map(mark => SheetMark.parse(mark).kind).sort()).toEqual(['arrow', 'pin', 'zone'])
    const people = await stores.users.byIds(Object.values(marks).map(mark => SheetMark.parse(mark).by))
    expect(people).toHaveLength(3)
  })

  test('[IMPORT-6] [DEMO-5] leaves nothing behind when a real wall comes', async () => {
    const { db, stores, demoFace, rows, arrive, put } = await demoDatabase(dialect)
    await put()
    expect(await db.select().from(db.t.holdHistory)).not.toEqual([])
    await expect(db.delete(db.t.holdHistory).where(eq(db.t.holdHistory.face_id, demoFace)).then(() => null)).rejects.toThrow()
    expect(await arrive()).toMatchObject({ demoRemoved: true })
    const { annotations, tasks, documents, holdHistory, users } = db.t
    for (const table of [annotations, tasks, documents, holdHistory]) expect(await db.select().from(table)).toEqual([])
    expect((await db.select().from(users)).filter(({ full_name }) => /démo|invité/.test(full_name))).toEqual([])
    expect(await stores.walls.face({ id: demoFace })).toBeNull()
    for (const kind of ['hold', 'climb', 'consensus', 'task'])
      expect(
        (await rows(kind)).filter(({ body }) => body !== null),
        kind,
      ).toEqual([])
  })

  test('[IMPORT-6] stays where somebody voted, asked for work, liked a climb or wrote on it', async () => {
    const { stores, demoFace, arrive, write, person, holds: [hold] } = await demoDatabase(dialect)
    const user_id = await person('loutre')
    const now = instant('2026-01-01T00:00:00.000000Z')
    const touched = async () => !await stores.imports.isUntouched((await stores.imports.demoGyms())[0]?.id ?? '')
    expect(await touched()).toBe(false)
    await write(({ stores: inside }) =>
      inside.tasks.insert({
        id: 'asked',
        face_id: demoFace,
        hold_id: hold?.id ?? 0,
        kind: 'turn',
        note: null,
        asked_by_id: user_id,
        asked_at: now,
        done_by_id: null,
        done_at: null,
      }),
    )
    expect(await touched()).toBe(true)
    await write(({ stores: inside }) => inside.tasks.delete('asked'))
    expect(await touched()).toBe(false)
    const guest = { userId: null, seesPrivate: false }
    const [climb] = (await stores.climbs.list({ face_id: demoFace }, guest, { page: 1, page_size: 1 })).results
    await write(async ({ stores: inside }) => void await inside.likes.put(user_id, climb?.id ?? '', now))
    expect(await touched()).toBe(true)
    await write(async ({ stores: inside }) => void await inside.likes.delete(user_id, climb?.id ?? ''))
    expect(await touched()).toBe(false)
    const sheet = await stores.documents.get(`sheet/${demoFace}`)
    await write(({ stores: inside }) =>
      inside.documents.append(
        { name: `sheet/${demoFace}`, epoch: sheet?.epoch ?? '', seq: sheet?.seq ?? 0 },
        new Uint8Array([0, 0]),
        user_id,
        now,
      ),
    )
    expect(await touched()).toBe(true)
    expect(await arrive()).toMatchObject({ demoRemoved: false })
  })
})
