import { expect, test } from 'vitest'
import { createFairTurns, type FairTurn } from './fairTurns'

/** Keeps the event loop. */
function work(ms: number): void {
  const began = performance.now()
  while (performance.now() - began < ms);
}

/** As requests that arrived together: one begins before the next is read. */
async function askTogether(
  turn: FairTurn,
  { payers, ms }: { payers: readonly string[]; ms: number },
  began: (payer: string) => void,
): Promise<void> {
  const asked: Promise<void>[] = []
  for (const payer of payers) {
    asked.push(turn(payer).then(() => {
      began(payer)
      work(ms)
    }))
    await Promise.resolve()
    await Promise.resolve()
  }
  await Promise.all(asked)
}

/** The number of those that began between two looks of somebody else. */
async function roundsOf(asking: number, ms: number): Promise<number[]> {
  const rounds: number[] = []
  let count = 0
  let done = false
  const look = () => {
    rounds.push(count)
    count = 0
    if (!done) setImmediate(look)
  }
  setImmediate(look)
  await askTogether(createFairTurns(), { payers: Array.from({ length: asking }, () => 'one'), ms }, () => { count++ })
  done = true
  return [...rounds, count].filter(some => some > 0)
}

test('[LIMIT-101] of twenty who ask at once and take 4 ms each, at most three begin before somebody else has a turn', async () => {
  expect(Math.max(...await roundsOf(20, 4))).toBeLessThanOrEqual(3)
})

test('[LIMIT-101] whoever asks much keeps their order, and somebody else begins before the most of it', async () => {
  const many = Array.from({ length: 20 }, (_, nth) => `many ${nth}`)
  const order: string[] = []
  const turn = createFairTurns()
  const oneOf = (payer: string) => payer.split(' ')[0] ?? ''
  await askTogether(payer => turn(oneOf(payer)), { payers: [...many, 'one'], ms: 4 }, payer => order.push(payer))
  expect(order.filter(payer => payer !== 'one')).toEqual(many)
  expect(order.indexOf('one')).toBeLessThanOrEqual(5)
})
