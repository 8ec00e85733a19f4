import { describe, expect, inject, test } from 'vitest'
import { attacks, type AttackName } from '../hostile/attacks'
import { wordsOf } from '../hostile/answers'
import { fuzzRest, fuzzSocket } from '../hostile/fuzz'
import { startTarget } from '../hostile/target'
import { boundOf, LEAST_MS, underAttack, type Figures } from '../hostile/underAttack'

const QUIET_SECONDS = 5
const FINE = { unsound: [], failures: 0, log: '' }
const MB = 1024 ** 2
const NAMES = Object.keys(attacks) as AttackName[]

const ms = (value: number) => `${value.toFixed(0)} ms`
const told = ({ quiet, attacked, stop, growth, back, answers }: Figures) =>
  `others waited ${ms(quiet)}, then ${ms(attacked)}; longest stop ${ms(stop)}; memory +${(growth / MB).toFixed(0)} MB; as before after ${back === null ? 'more than 30 s' : ms(back)}; answered ${wordsOf(answers)}`

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  test.each(NAMES)('[LIMIT-4] others are served as before during %s', async (name) => {
    const target = await startTarget(inject('hostileWalls')[dialect])
    try {
      const { attack, seconds, least = LEAST_MS } = attacks[name]
      const figures = await underAttack(target, attack, { seconds, quietSeconds: QUIET_SECONDS, least })
      console.log(`${name}: ${told(figures)}`)
      expect(figures.failures).toBe(0)
      expect(figures.attacked).toBeLessThanOrEqual(boundOf(figures.quiet, least))
      // A machine that stops a quiet server for long does so here as well.
      expect(figures.stop).toBeLessThanOrEqual(Math.max(100, 2 * figures.quietStop))
      expect(figures.growth).toBeLessThanOrEqual(100 * MB)
      expect(figures.back).toBeLessThanOrEqual(5000)
    } finally {
      await target.close()
    }
  })

  test('[LIMIT-3] 5,000 spoilt requests are answered in plain words', async () => {
    expect(await fuzzRest(inject('hostileWalls')[dialect], 5000, 777)).toEqual(FINE)
  })

  test('[LIMIT-3] so are 5,000 spoilt events and packets of sockets', async () => {
    expect(await fuzzSocket(inject('hostileWalls')[dialect], 5000, 777)).toEqual(FINE)
  })
})
