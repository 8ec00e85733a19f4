import { describe, expect, test } from 'vitest'
import { DIALECTS, type Dialect } from '../../tests/support/databases'
import { migratedEnvironments } from '../../tests/support/environments'
import { quickTimer } from '../../tests/support/quickTimer'
import { startStokt, type StoktServerOptions } from '../../tests/support/stoktServer'
import { agedClimb, STOKT_TOKEN } from '../../tests/support/stoktWorld'
import { instantOf } from '../../shared/model/instant'
import { storesOn, type Stores } from '../db/stores/stores'
import { withCliContext } from './cliContext'
import { run } from './run'

async function ground(dialect: Dialect, options: StoktServerOptions = {}) {
  const stokt = await startStokt(options)
  const environment = { ...await migratedEnvironments[dialect](), STOKT_URL: stokt.url, STOKT_TOKEN, STOKT_GYM: stokt.world.gymId }
  const mastoc = async (...words: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const code = await run(words, {
      environment, out: line => out.push(line), err: line => err.push(line), terminal: null, timer: quickTimer(),
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  const look = <T>(read: (stores: Stores) => Promise<T>) => withCliContext(environment, ({ db }) => read(storesOn(db)))
  return { stokt, mastoc, look }
}

describe.each(DIALECTS)('the commands about Stokt on %s', (dialect) => {
  test('[STOKT-12] bring the gym over, and again without any change', async () => {
    const { mastoc, look } = await ground(dialect, { climbs: 30, pageSize: 10 })
    expect(await mastoc('import', 'stokt-api')).toMatchObject({
      code: 0, err: '', out: expect.stringMatching(/^A full run read 30 climbs in 7 requests .*: 30 created, 0 updated, 0 hidden, 0 rejected\.$/) as string,
    })
    expect(await look(({ walls }) => walls.counts())).toMatchObject({ gyms: 1, faces: 1, holds: 48, climbs_synced: 30 })
    expect((await mastoc('import', 'stokt-api')).out).toContain('0 created, 0 updated, 0 hidden')
    const { results } = await look(({ audit }) => audit.list({ action: 'import' }, { page: 1, page_size: 5 }))
    expect(results.map(({ actor_kind }) => actor_kind)).toEqual(['cli', 'cli'])
  })

  test('[STOKT-12] rehearse it, and then nothing is written', async () => {
    const { mastoc, look, stokt } = await ground(dialect, { climbs: 30, pageSize: 10 })
    Object.assign(stokt.world.climbs[4] ?? {}, { holdsList: 'nonsense' })
    const { code, out } = await mastoc('import', 'stokt-api', '--dry-run')
    expect(code).toBe(0)
    expect(out.split('\n').map(line => line.replace(/\s+/g, ' '))).toEqual(expect.arrayContaining([
      'holds 48 0 0 0', 'climbs 29 0 0 1', 'Nothing was written: it was a rehearsal.',
    ]))
    expect(await look(({ walls }) => walls.counts())).toMatchObject({ gyms: 0, faces: 0, holds: 0, users: 0, climbs: 0 })
    await mastoc('import', 'stokt-api')
    expect((await mastoc('import', 'stokt-api', '--dry-run')).out.replace(/ +/g, ' ')).toContain('climbs 0 0 29 1')
  })

  test('[STOKT-12] sync what is new, or everything', async () => {
    const { mastoc, stokt } = await ground(dialect, { climbs: 12 })
    await mastoc('sync', 'stokt')
    stokt.world.climbs.unshift(agedClimb(1, 0, Date.now()))
    stokt.world.climbs.pop()
    expect((await mastoc('sync', 'stokt')).out).toContain('A run read 1 climbs in 1 requests')
    expect((await mastoc('sync', 'stokt', '--full')).out).toContain('0 created, 0 updated, 1 hidden')
  })

  test('[STOKT-12] leave a run to the server that asks Stokt at this moment', async () => {
    const { mastoc, look, stokt } = await ground(dialect)
    const gym = stokt.world.gymId
    await look(async ({ stokt: mirrors }) => {
      await mirrors.begin(gym)
      await mirrors.lease(gym, 'a server', { now: instantOf(Date.now()), until: instantOf(Date.now() + 60_000) })
    })
    expect(await mastoc('sync', 'stokt', '--full')).toMatchObject({ code: 0, out: expect.stringContaining('does this run next') as string })
    expect(await look(({ stokt: mirrors }) => mirrors.mirror(gym))).toMatchObject({ wanted: 'full' })
    expect(await mastoc('import', 'stokt-api')).toMatchObject({ code: 1, err: expect.stringContaining('try again later') as string })
    expect(stokt.requests).toEqual([])
  })

  test('[STOKT-12] say what is wrong, never with the token, and go on the next time', async () => {
    const { mastoc, look, stokt } = await ground(dialect, { climbs: 30, pageSize: 10 })
    stokt.next({ status: 401 })
    expect(await mastoc('import', 'stokt-api')).toMatchObject({ code: 1, err: expect.stringContaining('set a new STOKT_TOKEN') as string })
    stokt.onRequest(({ path }) => {
      if (path.includes('page=3')) stokt.always('refused')
    })
    const { code, err } = await mastoc('import', 'stokt-api')
    expect([code, err]).toEqual([1, expect.stringContaining('cannot be reached')])
    expect(err).not.toContain(STOKT_TOKEN)
    stokt.onRequest(null)
    stokt.always(null)
    stokt.forget()
    expect((await mastoc('import', 'stokt-api')).out).toContain('30 created')
    expect(stokt.requests).toHaveLength(1)
    expect(await look(({ walls }) => walls.counts())).toMatchObject({ climbs_synced: 30 })
  })
})

test('[STOKT-12] the commands name the settings that are missing', async () => {
  const environment = await migratedEnvironments.sqlite()
  const err: string[] = []
  expect(await run(['sync', 'stokt'], { environment, out: () => {}, err: line => err.push(line), terminal: null })).toBe(1)
  expect(err).toEqual(['STOKT_TOKEN and STOKT_GYM are not set'])
})
