import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { anothersClient } from './attacks/anothersClient'
import { startTarget, type Target } from './target'
import { SPAN, tryOut, type Trial } from './tryOut'

/** Over sockets and documents. */
const trials: readonly Trial[] = [
  { name: 'F1 gaps by a guest', only: ['4403', '4422', '4429'], some: { '4403 forbidden': Infinity } },
  { name: 'F1 gaps by a user', only: ['4429', '4422'] },
  { name: 'F2 invented client ids', only: ['4422', '4429'] },
  { name: 'F3 invented feeds', only: ['not_found', 'too_many_feeds', 'too_fast'] },
  { name: 'F5 all votes flipped', only: ['4429', 'saved'] },
  { name: 'F6 large awareness', only: ['4413', '4429'] },
  { name: 'F6 large vectors', only: ['4413', '4429'] },
]

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
