import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../shared/limits'
import { startApp, type TestApp } from '../support/app'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

test('[SOCKET-8] what comes too fast is answered so; who goes on is closed, and nobody else', async () => {
  const [flood, calm] = [await app.socket(), await app.socket()]
  const ask = () => flood.emitWithAck('feed:open', { feed: 'global' })
  const answers = await Promise.all(Array.from({ length: limits.socketEventsAtOnce + 20 }, ask))
  expect(answers.slice(0, limits.socketEventsAtOnce).every(answer => answer.ok)).toBe(true)
  expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 'too_fast', message: expect.stringMatching(/\S/) as string } })
  expect(flood.connected).toBe(true)

  const untyped = flood as unknown as { emit: (event: string, payload: unknown) => void }
  for (let sent = 0; sent < 3 * limits.socketEventsAtOnce; sent++) untyped.emit('no:such:event', { sent })
  await expect.poll(() => flood.connected).toBe(false)
  expect(await calm.emitWithAck('feed:open', { feed: 'global' })).toMatchObject({ ok: true })
})
