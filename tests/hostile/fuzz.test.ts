import { expect, inject, test } from 'vitest'
import { fuzzRest, fuzzSocket } from './fuzz'

const FINE = { unsound: [], failures: 0, log: '' }

test.each(['sqlite', 'postgres'] as const)(
  '[LIMIT-3] 400 spoilt requests on %s are answered in plain words, and somebody else is served all the time',
  async (dialect) => {
    expect(await fuzzRest(inject('hostileWalls')[dialect], 400, 20_260_711)).toEqual(FINE)
  },
)

test('[LIMIT-3] so are 400 spoilt events and packets of sockets', async () => {
  expect(await fuzzSocket(inject('hostileWalls').sqlite, 400, 20_260_711)).toEqual(FINE)
})
