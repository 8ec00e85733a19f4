import { expect, test } from 'vitest'
import { killImports } from '../faults/importKills'
import { surviveKills } from '../faults/kills'
import { fromSeed } from '../faults/fromSeed'
import { killStarts } from '../faults/startKills'

const DIALECTS = ['sqlite', 'postgres'] as const

test.each(DIALECTS)(
  '[SAFE-1] kill -9 under load on %s, 100 times: nothing acknowledged is lost, nothing done twice, all converge',
  async dialect => {
    const { restarts, ...figures } = await fromSeed(random => surviveKills({ dialect, kills: 100, random }))
    restarts.sort((a, b) => a - b)
    console.log(`${dialect}: ${JSON.stringify(figures)}, restart median ${restarts[50]} ms, longest ${restarts.at(-1)} ms`)
    expect(figures.kills).toBe(100)
  },
)

test.each(DIALECTS)(
  '[SAFE-2] an import on %s killed 20 times did nothing or everything each time, and running it again doubles nothing',
  async dialect => {
    const unfinished = await fromSeed(random => killImports({ dialect, kills: 20, random }))
    console.log(`${dialect}: 20 imports killed, ${unfinished} with nothing done`)
    expect(unfinished).toBeGreaterThan(0)
  },
)

test.each(DIALECTS)(
  '[SAFE-3] twenty servers killed while they start on an empty %s leave a database on which the next one starts',
  async dialect => {
    await fromSeed(random => killStarts({ dialect, kills: 20, random }))
  },
)
