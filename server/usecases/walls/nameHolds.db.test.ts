import { faceFeed } from '../../../shared/feedName'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { WallGrid } from '../../../shared/model/grid'
import { DIALECTS, emptyDatabase, wallDatabase, wallIn, type Dialect, type Wall } from '../../../tests/support/databases'
import { smallWall } from '../../../tests/support/wall'
import { storesOn } from '../../db/stores/stores'
import { importWall } from '../imports/importWall'
import { setGrid } from './setGrid'

/** The holds of the small wall hang in three rows of four. */
const GRID: WallGrid = { corners: [[0, 0], [800, 0], [800, 600], [0, 600]], columns: ['1', '2', '3', '4'], rows: ['A', 'B', 'C'] }
const COARSE: WallGrid = { ...GRID, columns: ['1', '2'], rows: ['A'] }

const labelsOf = async ({ stores, faceId }: Pick<Wall, 'stores' | 'faceId'>) =>
  Object.fromEntries((await stores.walls.holds(faceId)).map(({ id, label }) => [id, label]))
const place = (wall: Wall, grid: WallGrid | null) => wall.write(context => setGrid(context, wall.faceId, grid))
const imported = (wall: Wall, holds = smallWall.holds) =>
  wall.write(context => importWall(context, { ...smallWall, holds }, { keepDemo: true }))
const [first] = smallWall.holds
if (!first) throw new Error('the small wall has holds')
const beside = { ...first, id: 900, stokt_id: 900, centroid_x: 90 }

const NUMBERED = {
  101: '9',
  102: '10',
  103: '11',
  104: '12',
  105: '5',
  106: '6',
  107: '7',
  108: '8',
  109: '1',
  110: '2',
  1000000000: '3',
  1000000001: '4',
}

describe.each(DIALECTS)('the labels of holds on %s', (dialect) => {
  test('[LABEL-3] are numbers at first, and a hold that comes later takes the next', async () => {
    const wall = await wallDatabase(dialect)
    expect(await labelsOf(wall)).toEqual(NUMBERED)
    await imported(wall, [beside, ...smallWall.holds])
    expect(await labelsOf(wall)).toEqual({ ...NUMBERED, 900: '13' })
  })

  test('[LABEL-4] follow the grid, move from hold to hold with it, and are numbers again without it', async () => {
    const wall = await wallDatabase(dialect)
    expect(await place(wall, GRID)).toBe(12)
    expect(await labelsOf(wall)).toMatchObject({ 101: 'C1', 104: 'C4', 105: 'B1', 1000000001: 'A4' })
    // Each row takes the labels of another.
    expect(await place(wall, { ...GRID, rows: ['C', 'A', 'B'] })).toBe(12)
    expect(await labelsOf(wall)).toMatchObject({ 101: 'B1', 104: 'B4', 105: 'A1', 1000000001: 'C4' })
    expect(await place(wall, COARSE)).toBe(12)
    expect(await labelsOf(wall)).toMatchObject({ 109: 'A1a', 105: 'A1b', 101: 'A1c', 110: 'A1d', 104: 'A2f' })
    expect(await place(wall, null)).toBe(12)
    expect(await labelsOf(wall)).toEqual(NUMBERED)
    expect(await place(wall, null)).toBe(0)
  })

  test('[LABEL-4] are told to those who watch: the face with its grid and each hold once', async () => {
    const wall = await wallDatabase(dialect)
    await place(wall, GRID)
    const [row] = (await storesOn(wall.db).feeds.rowsAfter(faceFeed(wall.faceId), { rev: 0, base: 0, limit: 1000 })).filter(
      ({ kind, entity_id }) => kind === 'hold' && entity_id === '101',
    )
    expect(JSON.parse(row?.body ?? '')).toMatchObject({ id: 101, label: 'C1', colour: null })
    expect((await wall.stores.walls.faceRows([wall.faceId]))[0]?.grid).toEqual(GRID)
  })

  test('[LABEL-4] a grid that an admin gave outlives the next import, which names new holds by it', async () => {
    const wall = await wallDatabase(dialect)
    await place(wall, GRID)
    await imported(wall, [beside, ...smallWall.holds])
    expect(await labelsOf(wall)).toMatchObject({ 900: 'C1a', 101: 'C1b', 102: 'C2' })
  })

  test('[LABEL-3] were given to the holds that a database had before there were labels', async () => {
    const database = await emptyDatabase(dialect)
    const { faceId, stores, write } = await wallIn(database)
    await write(({ stores: inside }) => inside.walls.putLabels(Object.keys(NUMBERED).map(id => ({ id: Number(id), text: `before ${id}` }))))
    await database.run(migrationStep(dialect))
    expect(await labelsOf({ stores, faceId })).toEqual(NUMBERED)
  })
})

/** Does what the migration does to a database that has walls. */
function migrationStep(dialect: Dialect): string {
  const folder = dialect === 'sqlite' ? 'drizzle/sqlite' : 'drizzle/pg'
  const file = readdirSync(folder).find(name => name.endsWith('_hold_labels.sql')) ?? ''
  const step = readFileSync(join(folder, file), 'utf8').split('--> statement-breakpoint').find(text => text.includes('UPDATE'))
  if (!step) throw new Error('the migration labels nothing')
  return step
}
