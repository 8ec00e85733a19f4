import { Worker } from 'node:worker_threads'
import { afterAll, expect, test } from 'vitest'
import { createPasswordJudge } from './passwordJudge'

const someone = { payer: 'someone' }
const SLOW = 'p4$$w0rd'.repeat(8)

const real = createPasswordJudge()
afterAll(() => real.close())

/** A thread that never ends on `slow`, ends at once on `crash`, and finds everything else strong. */
function counted() {
  let started = 0
  const start = () => {
    started++
    return new Worker(`
      const { parentPort } = require('node:worker_threads')
      parentPort.on('message', ({ password }) => {
        while (password === 'slow');
        if (password === 'crash') throw new Error('crash')
        parentPort.postMessage({ isCommon: false, score: 4 })
      })
      parentPort.postMessage('ready')`, { eval: true })
  }
  return { started: () => started, judge: createPasswordJudge({ limitMs: 500, start }) }
}
const ask = (judge: typeof real, password: string) => judge.strengthOf({ password, words: [] }, someone)

test('[LIMIT-50] the event loop goes on while a password is estimated that takes long', async () => {
  await ask(real, 'prise-verte-du-fond-7')
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const strength = await ask(real, SLOW)
  clearInterval(timer)
  expect(strength === null || strength.score < 3).toBe(true)
  expect(turns).toBeGreaterThan(5)
})

test('[LIMIT-50] no more than 32 characters are looked at', async () => {
  const head = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
  expect(head).toHaveLength(32)
  expect(await ask(real, `${head}Zq7!pX2#vR9$kL4&tY8`)).toEqual(await ask(real, head))
})

test('[LIMIT-50] no thread is started before the first question; one that takes too long is ended and replaced', async () => {
  const { judge, started } = counted()
  expect(started()).toBe(0)
  expect(await ask(judge, 'fine')).toEqual({ isCommon: false, score: 4 })
  expect(await ask(judge, 'slow')).toBeNull()
  expect(await ask(judge, 'fine')).toEqual({ isCommon: false, score: 4 })
  expect(started()).toBe(2)
  await judge.close()
})

test('[LIMIT-50] those who ask while one is estimated wait for it', async () => {
  const { judge, started } = counted()
  expect(await Promise.all(['slow', 'fine', 'fine'].map(password => ask(judge, password)))).toEqual([
    null,
    { isCommon: false, score: 4 },
    { isCommon: false, score: 4 },
  ])
  expect(started()).toBe(2)
  await judge.close()
})

test('[LIMIT-50] a thread that fails is told and replaced', async () => {
  const { judge } = counted()
  await expect(ask(judge, 'crash')).rejects.toThrow('crash')
  expect(await ask(judge, 'fine')).toEqual({ isCommon: false, score: 4 })
  await judge.close()
})

test('[LIMIT-50] a crowd of one payer is refused beyond its share, and others are not', async () => {
  const { judge } = counted()
  const crowd = Array.from({ length: 20 }, () => ask(judge, 'fine').then(() => 'judged', (error: { code: string }) => error.code))
  const other = judge.strengthOf({ password: 'fine', words: [] }, { payer: 'other' })
  expect(await other).toEqual({ isCommon: false, score: 4 })
  const outcomes = await Promise.all(crowd)
  expect(outcomes.filter(outcome => outcome === 'unavailable')).toHaveLength(4)
  await judge.close()
})
