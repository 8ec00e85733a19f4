import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase } from '../../tests/support/databases'
import { instantOf, type Instant } from '../../shared/model/instant'
import { RightsLooks } from './changedRights'

interface Connected { user: string | null }
const DAY_MS = 24 * 3_600_000

describe.each(DIALECTS)('who is looked at again, on %s', (dialect) => {
  test('[LIMIT-102] whoever changed is among them, a key always is, and the others come in turn', async () => {
    let now = Date.now()
    const clock = (): Instant => instantOf(now)
    const { stores, write, person } = await wallDatabase(dialect, clock)
    const [ann, ben, cat] = [await person('lynx'), await person('blaireau'), await person('martre')]
    await write(async ({ stores: inside }) => inside.sessions.insert({
      id: 'of-ben', user_id: ben, label: '', address: null, created_at: clock(), used_at: clock(), expires_at: instantOf(now + 90 * DAY_MS),
      ended_at: null, end_reason: null,
    }))
    now += DAY_MS
    const many = Array.from({ length: 7_000 }, (_, n): Connected => ({ user: `somebody-${n}` }))
    const ours = [ann, ben, cat].map((user): Connected => ({ user }))
    const key: Connected = { user: null }
    const all = [...many, ...ours, key]
    const looks = new RightsLooks<Connected>({ stores, clock }, ({ user }) => user)
    const choose = async () => {
      const chosen = await looks.choose(all)
      return { chosen, ours: ours.filter(one => chosen.includes(one)) }
    }
    expect(await looks.choose([])).toEqual([])
    const quiet = await choose()
    expect([quiet.ours, quiet.chosen.length, quiet.chosen.includes(key)]).toEqual([[], Math.ceil(all.length / 30) + 1, true])

    await write(({ stores: inside, now: at }) => inside.users.update(ann, { role: 'admin', updated_at: at }))
    await write(({ stores: inside, now: at }) => inside.sessions.end({ userId: ben }, 'logged-out', at))
    now += 30_000
    expect((await choose()).ours).toEqual(ours.slice(0, 2))
    now += 31_000
    expect((await choose()).ours).toEqual([])

    const seen = new Set<Connected>()
    // A round may begin anywhere, so its last share may come one look later.
    for (let look = 0; look < 31; look++) for (const one of (await choose()).chosen) seen.add(one)
    expect(seen.size).toBe(all.length)
    const few = many.slice(0, 200)
    expect(await looks.choose(few)).toEqual(few)
  })
})
