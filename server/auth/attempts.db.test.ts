import { describe, expect, it } from 'vitest'
import { DIALECTS, emptyDatabase } from '../../tests/support/databases'
import { instantOf } from '../../shared/model/instant'
import { readConfig } from '../config/config'
import { createTransactions } from '../transaction/runTransaction'
import { createAttempt, type AttemptSubject } from './attempts'

const MINUTE = 60_000
const wrong = () => Promise.resolve(false)
const right = () => Promise.resolve(true)

describe.each(DIALECTS)('tries at a password on %s', (dialect) => {
  async function door() {
    let now = Date.UTC(2026, 2, 1)
    const { db, open } = await emptyDatabase(dialect)
    const clock = () => instantOf(now)
    const transactions = createTransactions({ config: readConfig({ JWT_SECRET: 'not used by anything here' }), db, clock, wake: () => {} })
    const nodes = [createAttempt({ db, clock, transactions }), createAttempt({ db: await open(), clock, transactions })] as const
    let looks = 0
    const attempt = (at: Partial<AttemptSubject>, check: () => Promise<boolean>, node: 0 | 1 = 0) =>
      nodes[node]({ kind: 'login', what: 'ada', address: '192.0.2.1', ...at }, () => {
        looks++
        return check()
      }).catch((error: { code?: string }) => error.code ?? error)
    return { attempt, looks: () => looks, advance: (ms: number) => { now += ms } }
  }
  const addressOf = (n: number) => `198.51.100.${n}`

  it('[LIMIT-53] are counted before they are looked at: of sixty first ones at once five are, over two nodes', async () => {
    const { attempt, looks } = await door()
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, n) => attempt({}, wrong, n % 2 === 0 ? 0 : 1)))
    expect(looks()).toBe(5)
    expect(outcomes.filter(outcome => outcome === false)).toHaveLength(5)
    expect(outcomes.filter(outcome => outcome === 'too_fast')).toHaveLength(55)
  })

  it('[LIMIT-53] are given back where they were right, or where nobody looked', async () => {
    const { attempt } = await door()
    for (let n = 0; n < 4; n++) expect(await attempt({}, wrong)).toBe(false)
    expect(await attempt({}, () => Promise.reject(new Error('no room')))).toMatchObject({ message: 'no room' })
    expect(await attempt({}, right)).toBe(true)
    for (let n = 0; n < 5; n++) expect(await attempt({}, wrong)).toBe(false)
    expect(await attempt({}, right)).toBe('too_fast')
  })

  it('[LIMIT-54] from many addresses are slowed together, never locked', async () => {
    const { attempt, advance } = await door()
    for (let n = 0; n < 50; n++) expect(await attempt({ address: addressOf(n) }, wrong)).toBe(false)
    expect(await attempt({ address: addressOf(50) }, right)).toBe('too_fast')
    advance(MINUTE)
    expect(await attempt({ address: addressOf(51) }, right)).toBe(true)
    // A right one cost nothing, and what others got wrong stays counted.
    expect(await attempt({ address: addressOf(52) }, wrong)).toBe(false)
    expect(await attempt({ address: addressOf(53) }, wrong)).toBe('too_fast')
    expect(await attempt({ what: 'bo', address: addressOf(54) }, wrong)).toBe(false)
  })

  it('[LIMIT-54] from many addresses at once are counted one by one', async () => {
    const { attempt, looks } = await door()
    await Promise.all(Array.from({ length: 70 }, (_, n) => attempt({ address: addressOf(n) }, wrong, n % 2 === 0 ? 0 : 1)))
    expect(looks()).toBe(50)
  })

  it('[LIMIT-55] of a known device are its own, whatever others do at its address or anywhere', async () => {
    const { attempt } = await door()
    for (let n = 0; n < 5; n++) await attempt({}, wrong)
    for (let n = 0; n < 50; n++) await attempt({ address: addressOf(n) }, wrong)
    expect(await attempt({}, right)).toBe('too_fast')
    expect(await attempt({ device: 'phone' }, right)).toBe(true)
    for (let n = 0; n < 5; n++) expect(await attempt({ device: 'stolen' }, wrong)).toBe(false)
    expect(await attempt({ device: 'stolen' }, wrong)).toBe('too_fast')
    expect(await attempt({ device: 'phone' }, right)).toBe(true)
  })
})
