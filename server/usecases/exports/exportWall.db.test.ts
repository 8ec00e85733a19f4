import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { instant } from '../../../shared/model/instant'
import { DIALECTS, emptyDatabase, wallDatabase, writable, type Dialect, type Wall } from '../../../tests/support/databases'
import { smallPicture, griddedWall } from '../../../tests/support/wall'
import { exportFiles } from '../../exports/writeExport'
import { wallOf } from '../../sources/stokt/mapping'
import { exportFolder } from '../../sources/stokt/exportFolder'
import { readExport } from '../../sources/stokt/readExport'
import { importWall } from '../imports/importWall'

const REMOVED = instant('2026-03-01T12:00:00.000000Z')

/** A wall of Stokt's with what only mastoc knows: a grid, own holds, a hold off the wall, climbs of people, a private one. */
async function fullWall(dialect: Dialect): Promise<Wall & { faceId: string; nina: string }> {
  const wall = await wallDatabase(dialect)
  const nina = await wall.person('nina')
  await wall.write(async context =>
    importWall(context, { ...griddedWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } }, { keepDemo: true }))
  const face = (await wall.stores.walls.faces({}))[0]
  const faceId = face?.id ?? ''
  const own = (id: string, is_private: boolean) => ({
    id, face_id: faceId, setter_id: nina, name: `Bloc de Nina ${id.slice(-1)}`, grade_font: null, grade_ircra: 17.25, grade_hueco: null,
    grade_dankyu: null, feet_rule: null, description: 'Deux lignes\nici', is_private, is_benchmark: true, climbed_by: 0, total_likes: 0,
    total_comments: 0, mirror_holds_list: '', circuit: '', tags: ['dalle', 'à doigts'], angle: '', source: 'mastoc', created_by_id: nina,
    updated_by_id: nina, created_at: REMOVED, updated_at: instant('2026-04-01T12:00:00.123456Z'),
  })
  await wall.write(async ({ stores }) => {
    await stores.climbs.insert(own('c0000000-0000-4000-8000-000000000001', false), [{ hold_id: 101, role: 'S' }, { hold_id: 105, role: 'T' }])
    await stores.climbs.insert(own('c0000000-0000-4000-8000-000000000002', true), [{ hold_id: 102, role: 'S' }, { hold_id: 106, role: 'T' }])
  })
  await wall.db.update(wall.db.t.holds).set({ removed_at: REMOVED, removed_reason: 'Cassée.' }).where(eq(wall.db.t.holds.id, 104))
  await wall.db.update(wall.db.t.faces).set({ position: 3, is_archived: true })
  return { ...wall, faceId, nina }
}

async function exported(wall: Pick<Wall, 'stores'>, faceId: string, withPrivate = true): Promise<string> {
  const stored = await wall.stores.exports.wall(faceId, { withPrivate })
  if (!stored) throw new Error('there is no wall')
  const directory = await mkdtemp(join(tmpdir(), 'mastoc-round-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  for (const { name, bytes } of exportFiles(stored)) await writeFile(join(directory, name), bytes)
  return directory
}

const imported = ({ write }: Pick<Wall, 'write'>, directory: string) => write(async context =>
  importWall(context, wallOf(await readExport(await exportFolder(directory))), { keepDemo: true }))

/** Everything of the wall but what an import says of itself: its own times, and whom a row was last changed by. */
async function rowsOf({ db }: Pick<Wall, 'db'>) {
  const { gyms, faces, holds, climbs, climbHolds, pictures, users } = db.t
  const without = (row: object, ...names: string[]) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
  const sorted = <T>(rows: T[]) => rows.map(row => JSON.stringify(row)).sort()
  const setterIds = new Set((await db.select().from(climbs)).map(({ setter_id }) => setter_id))
  return {
    gyms: (await db.select().from(gyms)).map(row => without(row, 'created_at', 'updated_at')),
    faces: (await db.select().from(faces)).map(row => without(row, 'created_at', 'updated_at')),
    holds: sorted((await db.select().from(holds)).map(row => without(row, 'colour', 'created_at', 'updated_at'))),
    climbs: sorted((await db.select().from(climbs)).map(row => without(row, 'synced_at', 'updated_by_id'))),
    climbHolds: sorted(await db.select().from(climbHolds)),
    pictures: (await db.select().from(pictures)).map(row => ({ ...row, bytes: row.bytes.toString('base64') })),
    setters: sorted((await db.select().from(users)).filter(({ id, password_hash }) => setterIds.has(id) && password_hash === null)
      .map(row => without(row, 'created_at', 'updated_at'))),
  }
}

describe.each(DIALECTS)('a whole wall on %s', (dialect) => {
  test('[EXPORT-1] exported and imported into an empty database has every row and polygon as it was', async () => {
    const first = await fullWall(dialect)
    const directory = await exported(first, first.faceId)
    const second = await writable(await emptyDatabase(dialect))
    const report = await imported(second, directory)
    expect(report).toMatchObject({ rejected: [], tallies: { holds: { created: 12 }, climbs: { created: 7 }, setters: { created: 3 } } })
    const [before, after] = [await rowsOf(first), await rowsOf(second)]
    expect(before.holds).toHaveLength(12)
    expect(after).toEqual({ ...before, setters: expect.arrayContaining(before.setters) as unknown })
    // The very same files come out again.
    const again = await second.stores.exports.wall(first.faceId, { withPrivate: true })
    const stored = await first.stores.exports.wall(first.faceId, { withPrivate: true })
    if (!again || !stored) throw new Error('a wall is gone')
    expect(exportFiles(again).map(({ name }) => name)).toEqual(['gym.json', 'setup.json', 'climbs.json', 'photo.png'])
    expect(exportFiles(again)[1]?.bytes.toString()).toBe(exportFiles(stored)[1]?.bytes.toString())
  })

  test('[EXPORT-4] imported where it came from changes nothing, and keeps what was changed there since', async () => {
    const wall = await fullWall(dialect)
    const directory = await exported(wall, wall.faceId)
    await wall.write(({ stores, now }) => stores.climbs.update('c0000000-0000-4000-8000-000000000001', { name: 'Autre nom', updated_at: now }))
    const before = await rowsOf(wall)
    const report = await imported(wall, directory)
    expect(report.rejected).toEqual([])
    for (const { created, updated } of Object.values(report.tallies)) expect([created, updated]).toEqual([0, 0])
    expect(await rowsOf(wall)).toEqual(before)
  })

  test('[EXPORT-2] leaves private climbs out unless they are asked for, and always those in the bin or hidden', async () => {
    const wall = await fullWall(dialect)
    const names = async (withPrivate: boolean) =>
      (await wall.stores.exports.wall(wall.faceId, { withPrivate }))?.climbs.map(({ name }) => name).filter(name => name.startsWith('Bloc')).sort()
    expect(await names(false)).toEqual(['Bloc de Nina 1'])
    expect(await names(true)).toEqual(['Bloc de Nina 1', 'Bloc de Nina 2'])
    await wall.db.update(wall.db.t.climbs).set({ hidden_at: REMOVED }).where(eq(wall.db.t.climbs.id, 'c0000000-0000-4000-8000-000000000001'))
    await wall.db.update(wall.db.t.climbs).set({ deleted_at: REMOVED }).where(eq(wall.db.t.climbs.id, 'c0000000-0000-4000-8000-000000000002'))
    expect(await names(true)).toEqual([])
  })

  test('[EXPORT-1] names setters, and nothing else of the people: no address, no username of an account', async () => {
    const wall = await fullWall(dialect)
    const stored = await wall.stores.exports.wall(wall.faceId, { withPrivate: true })
    const text = stored && exportFiles(stored).filter(({ isPacked }) => !isPacked).map(({ bytes }) => bytes.toString()).join()
    expect(text).not.toMatch(/@example|password|"username":"nina"/)
  })
})
