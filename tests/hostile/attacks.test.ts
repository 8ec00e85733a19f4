import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Answers } from './answers'
import { attacks, type AttackName } from './attacks'
import { anothersClient } from './attacks/anothersClient'
import { startTarget, type Target } from './target'
import { boundOf, underAttack } from './underAttack'

const SPAN = { seconds: 1.5, quietSeconds: 0.25 }
/** On a machine that others use as well, a bystander's wait is only told roughly; the promised bounds are measured in the long tests. */
const ROUGHLY_MS = 300

interface Trial {
  name: AttackName
  /** The allowed answers, by their beginnings. */
  only: readonly string[]
  /** Answers that have to come, and how often at most. */
  some?: Answers
}

const trials: readonly Trial[] = [
  { name: 'F1 gaps by a guest', only: ['4403', '4422', '4429'], some: { '4403 forbidden': Infinity } },
  { name: 'F1 gaps by a user', only: ['4429', '4422'] },
  { name: 'F2 invented client ids', only: ['4422', '4429'] },
  { name: 'F3 invented feeds', only: ['not_found', 'too_many_feeds', 'too_fast'] },
  { name: 'F4 costly passwords, registering', only: ['400', '429', '503'] },
  { name: 'F4 costly passwords, changing', only: ['400', '429', '503'] },
  { name: 'F5 all votes flipped', only: ['4429', 'saved'] },
  { name: 'F6 large awareness', only: ['4413', '4429'] },
  { name: 'F6 large vectors', only: ['4413', '4429'] },
  { name: 'F7 forged addresses', only: ['401', '429', 'owner 200'], some: { '401': 10, '429': Infinity, 'owner 200': 1 } },
  { name: 'M3 logins of invented names', only: ['401', '429', '503', 'honest'] },
  { name: 'M7 parallel tries', only: ['401', '429', '503', 'owner 200'], some: { '401': 10, 'owner 200': 1 } },
  { name: 'M9 logins that go on', only: ['200', '429', 'sessions'], some: { '200': 100, 'sessions': 20 } },
  { name: 'L4 deep JSON', only: ['422', '413'] },
  { name: 'held: costly reads', only: ['200', '429'] },
  // One request in four begins an upload, which is a command.
  {
    name: 'L5 a filled log',
    only: ['404', 'lines of uploads', 'other characters of log'],
    some: { 'lines of uploads': (SPAN.seconds * 40) / 4 + 1, 'other characters of log': 1000 },
  },
]

async function tryOut(target: Target, { name, only, some = {} }: Trial): Promise<void> {
  const { answers, failures, attacked, quiet, back } = await underAttack(target, attacks[name].attack, { ...SPAN, least: ROUGHLY_MS })
  expect(Object.keys(answers).filter(answer => !only.some(begins => answer.startsWith(begins)))).toEqual([])
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(Object.keys(some)))
  for (const [answer, most] of Object.entries(some)) expect(answers[answer]).toBeLessThanOrEqual(most)
  expect(failures).toBe(0)
  expect(attacked).toBeLessThan(boundOf(quiet, ROUGHLY_MS))
  expect(back).not.toBeNull()
}

describe('[LIMIT-4] on SQLite others are served as before during', () => {
  let target: Target
  beforeAll(async () => {
    target = await startTarget(inject('hostileWalls').sqlite, { LOG_LEVEL: 'info' })
  })
  afterAll(() => target.close())
  test.each(trials)('$name, which is answered', trial => tryOut(target, trial))

  test('[LIMIT-26] who writes under a client id that another showed is refused', async () => {
    expect(Object.keys(await anothersClient(target, SPAN.seconds))).toEqual([expect.stringMatching(/^4422 /)])
  })
})

describe('[LIMIT-4] on PostgreSQL others are served as before during', () => {
  let target: Target
  beforeAll(async () => {
    target = await startTarget(inject('hostileWalls').postgres)
  })
  afterAll(() => target.close())
  test.each(trials.filter(({ name }) => /^F[35]/.test(name)))('$name, which is answered', trial => tryOut(target, trial))
})
