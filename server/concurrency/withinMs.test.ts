import { expect, test } from 'vitest'
import { withinMs } from './withinMs'

test('[OPS-4] who asks a database that hangs is answered', async () => {
  await expect(withinMs(10, new Promise(() => {}))).rejects.toThrow('no answer within 10 ms')
  await expect(withinMs(60_000, Promise.resolve('there'))).resolves.toBe('there')
})
