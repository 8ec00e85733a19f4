import { describe, expect, test } from 'vitest'
import { guest, type Actor } from '../../../shared/access/actor'
import { instantOf } from '../../../shared/model/instant'
import { DIALECTS, wallDatabase } from '../../../tests/support/databases'
import { readConfig } from '../../config/config'
import { getStats } from './getStats'

describe.each(DIALECTS)('the statistics on %s', (dialect) => {
  test('[LIMIT-49] count a private climb for whoever may see it alone', async () => {
    const { stores, write, person } = await wallDatabase(dialect)
    const [owner, other] = [await person('lynx'), await person('loutre')]
    const {
      results: [climb],
    } = await stores.climbs.list({ source: 'mastoc' }, { userId: null, seesPrivate: false }, { page: 1, page_size: 1 })
    await write(({ stores: inside }) => inside.climbs.update(climb?.id ?? '', { is_private: true, created_by_id: owner }))
    const config = readConfig({ JWT_SECRET: 'not used by anything here' })
    const told = async (actor: Actor) => {
      if (!('reads' in getStats)) throw new Error('it only reads')
      const { climbs, climbs_synced, climbs_local } = await getStats.reads({ actor, config, now: instantOf(Date.now()), stores }, {})
      return [climbs, climbs_synced, climbs_local]
    }
    const user = (id: string): Actor => ({ kind: 'user', id, role: 'user', name: id })
    expect(await told(guest)).toEqual([4, 4, 0])
    expect(await told(user(other))).toEqual([4, 4, 0])
    expect(await told(user(owner))).toEqual([5, 4, 1])
    expect(await told({ kind: 'key', name: 'importer', scopes: ['import'] })).toEqual([5, 4, 1])
  })
})
