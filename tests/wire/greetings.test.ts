import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startApp, type TestApp } from '../support/app'

/** The limit is five seconds; this server waits less, so that the tests do. */
const GREETING_MS = 1_000
let app: TestApp
beforeAll(async () => {
  app = await startApp({ timings: { socketGreetingMs: GREETING_MS } })
})
afterAll(() => app.close())

interface Raw {
  ws: WebSocket
  heard: string[]
  isOpen: () => boolean
}

/** A connection that was opened, and said nothing yet. */
async function silent(url = app.url): Promise<Raw> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  onTestFinished(() => ws.terminate())
  const heard: string[] = []
  ws.on('message', (data: Buffer) => void heard.push(data.toString()))
  ws.on('error', () => {})
  await expect.poll(() => heard[0]?.[0]).toBe('0')
  return { ws, heard, isOpen: () => ws.readyState === WebSocket.OPEN }
}

describe('[LIMIT-46] before it says who it is', () => {
  test('a connection may be silent for as long as the limit says, and no longer; one that spoke stays', async () => {
    const [nobody, somebody] = [await silent(), await silent()]
    const opened = performance.now()
    somebody.ws.send('40')
    await expect.poll(() => nobody.isOpen()).toBe(false)
    expect(performance.now() - opened).toBeGreaterThan(GREETING_MS * 0.8)
    expect([somebody.isOpen(), somebody.heard.at(-1)?.startsWith('40')]).toEqual([true, true])
  }, 20_000)

  test('a late server counts its own lateness against nobody', async () => {
    const waiting = await silent()
    // The program's one thread is this one: while it is busy nothing is read, and no client speaks.
    const end = performance.now() + GREETING_MS * 1.2
    while (performance.now() < end) Math.sqrt(end)
    waiting.ws.send('40')
    await expect.poll(() => waiting.heard.at(-1)?.startsWith('40')).toBe(true)
    expect(waiting.isOpen()).toBe(true)
  }, 20_000)

  test('more than ten messages, or more than eight kilobytes, end it', async () => {
    // Nobody is closed here for being silent before the test is over.
    const patient = await startApp({ timings: { socketGreetingMs: 40_000 } })
    onTestFinished(() => patient.close())
    const [chatty, large, pieces, quiet] = await Promise.all([0, 1, 2, 3].map(() => silent(patient.url)))
    for (let sent = 0; sent < 9; sent++) quiet?.ws.send('3')
    quiet?.ws.send('40')
    await expect.poll(() => quiet?.heard.at(-1)?.startsWith('40')).toBe(true)
    for (let sent = 0; sent < 11; sent++) chatty?.ws.send('3')
    large?.ws.send(`40{"token":"${'x'.repeat(9_000)}"}`)
    // The first half of a message whose other half never comes.
    pieces?.ws.send('x'.repeat(9_000), { fin: false })
    for (const one of [chatty, large, pieces]) await expect.poll(() => one?.isOpen()).toBe(false)
    expect(quiet?.isOpen()).toBe(true)
  })

  test('a refused one may try again, a few times', async () => {
    const raw = await silent()
    for (let sent = 0; sent < 12 && raw.isOpen(); sent++) {
      raw.ws.send('40{"token":"nonsense"}')
      await expect.poll(() => !raw.isOpen() || raw.heard.filter(text => text.startsWith('44')).length > sent).toBe(true)
    }
    expect(raw.heard.filter(text => text.startsWith('44')).length).toBe(10)
    await expect.poll(() => raw.isOpen()).toBe(false)
  })

  test('while it is being looked up it is asked for nothing, is not closed, and is looked up once', async () => {
    const { token } = await app.register('lynx')
    let goOn = () => {}
    const hangs = new Promise<void>((resolve) => { goOn = resolve })
    const { byIds } = app.services.stores.users
    const spy = vi.spyOn(app.services.stores.users, 'byIds').mockImplementation(ids => hangs.then(() => byIds(ids)))
    onTestFinished(() => spy.mockRestore())
    const [raw, nobody] = [await silent(), await silent()]
    raw.ws.send(`40${JSON.stringify({ token })}`)
    raw.ws.send(`40${JSON.stringify({ token })}`)
    await expect.poll(() => nobody.isOpen()).toBe(false)
    expect(raw.isOpen()).toBe(true)
    goOn()
    await expect.poll(() => raw.heard.filter(text => text.startsWith('40')).length).toBe(1)
    expect(raw.heard.filter(text => text.startsWith('44')).length).toBe(1)
  }, 20_000)
})
