import { expect, test } from 'vitest'
import { killImports } from '../../faults/importKills'
import { surviveKills } from '../../faults/kills'
import { fromSeed } from '../../faults/fromSeed'
import { killStarts } from '../../faults/startKills'

// Many more of each are in tests/long.

test.each([
  ['sqlite', 10],
  ['postgres', 3],
] as const)(
  '[SAFE-1] kill -9 under load on %s, %i times: nothing acknowledged is lost, nothing done twice, all converge',
  async (dialect, kills) => {
    const figures = await fromSeed(random => surviveKills({ dialect, kills, random }))
    expect(figures.kills).toBe(kills)
    expect(figures.compacted).toBeGreaterThan(0)
  },
  300_000,
)

test('[SAFE-2] a killed import did nothing or everything, and running it again doubles nothing', async () => {
  await fromSeed(random => killImports({ dialect: 'sqlite', kills: 2, random }))
}, 120_000)

test('[SAFE-3] servers killed while they start leave a database on which the next one starts', async () => {
  await fromSeed(random => killStarts({ dialect: 'sqlite', kills: 2, random }))
}, 120_000)
