import { faceFeed } from '../../shared/feedName'
import { describe, expect, it, onTestFinished } from 'vitest'
import { climbId, odd, stoktClimb } from '../../tests/support/stoktClimbs'
import { migratedEnvironments } from '../../tests/support/environments'
import { FACE_ID, FIRST_HOLD, GYM_ID, writeStoktExport, type ExportKnobs } from '../../tests/support/stoktExport'
import { guest } from '../../shared/access/actor'
import type { FeedChange } from '../../shared/contract/feeds'
import { storesOn, type Stores } from '../db/stores/stores'
import { createHeads } from '../delivery/heads'
import { createTail } from '../delivery/tail'
import { TIMINGS } from '../config/timings'
import { importWall } from '../usecases/imports/importWall'
import type { WallImport } from '../sources/wallImport'
import { run } from './run'
import { withCliContext } from './cliContext'

const ALL_CREATED = ['gym 1 0 0 0', 'face 1 0 0 0', 'holds 48 0 0 0', 'setters 2 0 0 0', 'climbs 20 0 0 0']
const ALL_UNCHANGED = ['gym 0 0 1 0', 'face 0 0 1 0', 'holds 0 0 48 0', 'setters 0 0 2 0', 'climbs 0 0 20 0']

const WALL = { faceId: FACE_ID, firstHold: FIRST_HOLD }

const demo: WallImport = {
  gym: { stokt_id: null, name: 'Démo', location: '', is_demo: true },
  face: {
    stokt_id: null, name: 'Démo', feet_rules_options: [], has_symmetry: false, is_active: true,
    picture: { name: 'demo.png', width: 10, height: 10 }, small_picture: null,
  },
  picture_file: null, holds: [], setters: [], climbs: [], rejected: [],
}

async function exported(knobs?: ExportKnobs): Promise<string> {
  const { directory, remove } = await writeStoktExport(knobs)
  onTestFinished(remove)
  return directory
}

describe.each(['sqlite', 'postgres'] as const)('import stokt on %s', (kind) => {
  async function cliContext() {
    const environment = await migratedEnvironments[kind]()
    const spoken = { out: [] as string[], err: [] as string[] }
    const mastoc = async (...words: string[]) => {
      spoken.out = []
      spoken.err = []
      const code = await run(words, { environment, out: line => spoken.out.push(line), err: line => spoken.err.push(line), terminal: null })
      // The table without its heading and padding.
      return { code, ...spoken, table: spoken.out.slice(1, 6).map(line => line.replace(/\s+/g, ' ')) }
    }
    const look = <T>(read: (stores: Stores) => Promise<T>) => withCliContext(environment, ({ db }) => read(storesOn(db)))
    const seedDemo = () =>
      withCliContext(environment, ({ transactions }) => transactions(guest, context => importWall(context, demo, { keepDemo: true })))
    return { mastoc, look, seedDemo, environment }
  }
  const feedOf = async (stores: Stores) => {
    const faceId = (await stores.walls.face({ stoktId: FACE_ID }))?.id ?? ''
    return stores.feeds.rowsAfter(faceFeed(faceId), { rev: 0, base: 0, limit: 1000 })
  }

  it('[IMPORT-3] takes everything, and the second time everything is unchanged', async () => {
    const { mastoc, look } = await cliContext()
    const directory = await exported()
    expect(await mastoc('import', 'stokt', directory)).toMatchObject({ code: 0, table: ALL_CREATED, err: [] })
    const before = await look(feedOf)
    expect(await mastoc('import', 'stokt', directory)).toMatchObject({ code: 0, table: ALL_UNCHANGED, err: [] })
    expect(await look(feedOf)).toEqual(before)
  })

  it('[IMPORT-3] keeps what is odd, to the microsecond', async () => {
    const { mastoc, look } = await cliContext()
    await mastoc('import', 'stokt', await exported())
    const stored = await look(({ imports }) => imports.climbs(Object.values(odd).map(climbId), []))
    const climb = (which: keyof typeof odd) => stored.find(row => row.stokt_id === climbId(odd[which]))
    expect(climb('startAndTop')?.holds_list).toBe('S908 O909 T908')
    expect(climb('emoji')?.name).toBe('🗿🗿')
    expect(climb('microseconds')?.created_at).toBe('2023-03-24T19:25:47.030423Z')
    expect(climb('tags')?.tags).toEqual(['Pinchy', 'Powerful'])
    expect(climb('ungraded')).toMatchObject({ grade_font: '?', grade_ircra: 0 })
    expect(climb('hidden')?.is_private).toBe(true)
  })

  it('[IMPORT-5] writes what changed and tells the feed of that alone', async () => {
    const { mastoc, look } = await cliContext()
    await mastoc('import', 'stokt', await exported())
    const revs = new Set((await look(feedOf)).map(row => row.rev))
    const changed = await exported({
      change: ({ newer }) => {
        newer.push(stoktClimb(odd.oneLetter, WALL, { name: 'Zed' }))
        newer.push(stoktClimb(50, WALL, { holdsList: 'S0 T5' }))
      },
    })
    expect((await mastoc('import', 'stokt', changed)).table.at(-1)).toBe('climbs 1 1 19 0')
    const news = (await look(feedOf)).filter(row => !revs.has(row.rev))
    const names = news.map(row => (JSON.parse(row.body ?? '{}') as { name?: string }).name)
    expect(names.sort()).toEqual(['Bloc d’essai 50', 'Zed'])
  })

  it('[IMPORT-5] is heard of by a server that runs beside', async () => {
    const { mastoc, environment } = await cliContext()
    await mastoc('import', 'stokt', await exported())
    await withCliContext(environment, async ({ db }) => {
      const feed = faceFeed((await storesOn(db).walls.face({ stoktId: FACE_ID }))?.id ?? '')
      const heard: FeedChange[] = []
      const tail = createTail(db, {
        output: { audience: () => Promise.resolve(null), change: change => void heard.push(change), head: () => {} },
        readHeads: createHeads(),
        report: () => {},
        serve: () => () => {},
        timings: TIMINGS,
      })
      await tail.follow(feed)
      await mastoc('import', 'stokt', await exported({ change: ({ newer }) => { newer.push(stoktClimb(51, WALL)) } }))
      await expect
        .poll(() => heard.flatMap(change => change.rows))
        .toMatchObject([{ kind: 'climb', op: 'put', value: { name: 'Bloc d’essai 51' } }])
      await tail.close()
    })
  })

  it('[IMPORT-4] lists what cannot be used and takes the rest', async () => {
    const { mastoc } = await cliContext()
    const directory = await exported({ change: ({ newer }) => newer.forEach((climb) => { climb.holdsList = 'S1 T2' }) })
    const { code, out, table } = await mastoc('import', 'stokt', directory)
    expect(code).toBe(0)
    expect(table.at(-1)).toBe('climbs 19 0 0 2')
    expect(out.at(-1)).toBe(`  climb ${climbId(20)} "Bloc d’essai 20": holdsList: the wall has no hold 1`)
  })

  it('[IMPORT-2] changes nothing where the export is unusable', async () => {
    const { mastoc, look, seedDemo } = await cliContext()
    await seedDemo()
    const directory = await exported({ leaveOut: ['photo.jpg'] })
    expect(await mastoc('import', 'stokt', directory)).toEqual({
      code: 2,
      out: [],
      table: [],
      err: ['Nothing was imported: there is no photo (*.jpg, *.png) beside setup.json, and none is stored from an earlier import'],
    })
    expect((await look(({ walls }) => walls.gyms())).map(gym => gym.name)).toEqual(['Démo'])
    expect((await mastoc('import', 'stokt', 'no/such/place')).code).toBe(2)
  })

  it('[IMPORT-1] needs no photo and no gym.json once they are stored', async () => {
    const { mastoc, look } = await cliContext()
    await mastoc('import', 'stokt', await exported())
    const directory = await exported({
      leaveOut: ['photo.jpg', 'gym.json'],
      change: ({ setup }) => {
        setup.feetRulesOptions.push('Campus')
      },
    })
    expect(await mastoc('import', 'stokt', directory)).toMatchObject({
      code: 0,
      table: ['gym 0 0 1 0', 'face 0 1 0 0', ...ALL_UNCHANGED.slice(2)],
    })
    expect(await look(({ walls }) => walls.gyms())).toMatchObject([{ stokt_id: GYM_ID, location: 'Nulle-Part, France' }])
  })

  it('[IMPORT-1] learns of the gym when gym.json comes later', async () => {
    const { mastoc, look } = await cliContext()
    await mastoc('import', 'stokt', await exported({ leaveOut: ['gym.json'] }))
    expect((await mastoc('import', 'stokt', await exported())).table[0]).toBe('gym 0 1 0 0')
    expect(await look(({ walls }) => walls.gyms())).toMatchObject([{ stokt_id: GYM_ID }])
  })

  it('[IMPORT-6] removes the untouched demo, unless it is to be kept', async () => {
    const { mastoc, look, seedDemo } = await cliContext()
    const names = async () => (await look(({ walls }) => walls.gyms())).map(gym => gym.name).sort()
    await seedDemo()
    const directory = await exported()
    await mastoc('import', 'stokt', directory, '--keep-demo')
    expect(await names()).toEqual(['Démo', 'Gymnase des Essais'])
    expect((await mastoc('import', 'stokt', directory)).out).toContain('The demo wall was removed.')
    expect(await names()).toEqual(['Gymnase des Essais'])
  })
})
