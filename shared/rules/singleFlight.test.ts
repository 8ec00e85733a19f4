import { expect, test, vi } from 'vitest'
import { createSingleFlight } from './singleFlight'

/** Work whose runs end when the test says so. */
function steered() {
  const runs: { end: (value: string) => void; fail: (error: Error) => void }[] = []
  const work = vi.fn(() => new Promise<string>((end, fail) => void runs.push({ end, fail })))
  return { work, runs, flight: createSingleFlight(work) }
}
const soon = () => Promise.resolve()

test('all who ask while it runs join that run and get its value', async () => {
  const { work, runs, flight } = steered()
  const asked = [flight.run(), flight.run()]
  runs[0]?.end('first')
  expect([await Promise.all(asked), work.mock.calls.length]).toEqual([['first', 'first'], 1])
  const later = flight.run()
  runs[1]?.end('second')
  expect(await later).toBe('second')
})

test('however often it is asked for again while it runs, it runs once more afterwards', async () => {
  const { work, runs, flight } = steered()
  flight.again()
  flight.again()
  flight.again()
  expect(work).toHaveBeenCalledTimes(1)
  runs[0]?.end('')
  await expect.poll(() => work).toHaveBeenCalledTimes(2)
  runs[1]?.end('')
  await flight.idle()
  expect(work).toHaveBeenCalledTimes(2)
})

test('a run that fails tells whoever joined it, and the run that was asked for follows', async () => {
  const { work, runs, flight } = steered()
  const first = flight.run()
  flight.again()
  runs[0]?.fail(new Error('away'))
  await expect(first).rejects.toThrow('away')
  expect(work).toHaveBeenCalledTimes(2)
  runs[1]?.end('back')
  await flight.idle()
  const third = flight.run()
  runs[2]?.end('third')
  expect(await third).toBe('third')
})

test('whoever asks in the moment that a run ends never makes two run at once', async () => {
  let running = 0
  let most = 0
  const flight = createSingleFlight(async () => {
    most = Math.max(most, ++running)
    await soon()
    running--
  })
  for (let turn = 0; turn < 50; turn++) {
    flight.again()
    if (turn % 3 === 0) void flight.run()
    await soon()
  }
  await flight.idle()
  expect([most, running]).toEqual([1, 0])
})

test('a flight is idle only after the run that was asked for as well', async () => {
  const { runs, flight } = steered()
  await flight.idle()
  flight.again()
  flight.again()
  let isIdle = false
  const idle = flight.idle().then(() => { isIdle = true })
  runs[0]?.end('')
  await expect.poll(() => runs).toHaveLength(2)
  expect(isIdle).toBe(false)
  runs[1]?.end('')
  await idle
  expect(isIdle).toBe(true)
})
