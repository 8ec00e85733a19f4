import { expect, test } from 'vitest'
import { reconnectStorm } from '../../bench/reconnectStorm'

const CLIENTS = 5000

test('[SYNC-10] 5,000 clients of a server that was killed come back to the next one by themselves and have all that was acknowledged before and after', async () => {
  const { mastoc } = await reconnectStorm(CLIENTS)
  console.log(
    `${CLIENTS} clients: all caught up ${(mastoc.back / 1000).toFixed(1)} s after the server listened again, ${(mastoc.perConnection / 1024).toFixed(1)} KB a connection, ${(mastoc.whole / 2 ** 20).toFixed(0)} MB with 1,000`,
  )
  expect(mastoc.lost).toBe(0)
})
