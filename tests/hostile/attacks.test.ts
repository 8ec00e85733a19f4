import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Answers } from './answers'
import { attacks, type AttackName } from './attacks'
import { startTarget, type Target } from './target'
import { underAttack } from './underAttack'

const QUIET_SECONDS = 1
const SECONDS = 2
/** On a machine that others use as well a bystander's wait is only told roughly; the bounds themselves are measured in the long tests. */
const ROUGHLY_MS = 1000

interface Trial {
  name: AttackName
  answers: (answers: Answers) => unknown
}

describe('[LIMIT-4] on SQLite others are served as before during', () => {
  let target: Target
  beforeAll(async () => {
    target = await startTarget(inject('hostileWalls').sqlite, { LOG_LEVEL: 'info' })
  })
  afterAll(() => target.close())

  test.each<Trial>([
    { name: 'F3 invented feeds', answers: answers => expect(['not_found', 'too_many_feeds', 'too_fast']).toEqual(expect.arrayContaining(Object.keys(answers))) },
    { name: 'F7 forged addresses', answers: ({ '401': wrong, '429': tooFast, ...rest }) => {
      expect(wrong).toBeLessThanOrEqual(10)
      expect(tooFast).toBeGreaterThan(0)
      expect(rest).toEqual({ 'owner 200': 1 })
    } },
    { name: 'L4 deep JSON', answers: answers => expect(Object.keys(answers)).toEqual(['422']) },
    { name: 'L5 a filled log', answers: ({ 'characters of log': log, ...rest }) => {
      expect(log).toBeLessThan(1000)
      expect(Object.keys(rest)).toEqual(['404'])
    } },
  ])('$name, which is answered', async ({ name, answers }) => {
    const figures = await underAttack(target, attacks[name].attack, { seconds: SECONDS, quietSeconds: QUIET_SECONDS })
    answers(figures.answers)
    expect(figures.failures).toBe(0)
    expect(figures.attacked).toBeLessThan(ROUGHLY_MS + 3 * figures.quiet)
    expect(figures.back).not.toBeNull()
  })
})
