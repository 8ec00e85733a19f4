import type { Browser, Page } from 'playwright-core'
import { bundled } from './bundled'
import type * as FirstWatch from './firstWatch'

/** Milliseconds since the address was asked for, but for the last two. */
export interface FirstSeconds {
  frame: number
  smallPhoto: number
  list: number
  wall: number
  interactive: number
  blocked: number
  requests: number
  /** Bytes as they came over the line. */
  script: number
}

declare const bench: typeof FirstWatch

const PHONE = {
  viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'fr-FR', serviceWorkers: 'block',
} as const
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const SLOWER = 4
const QUIET_MS = 5000

const collected = (page: Page): Promise<FirstSeconds> => page.evaluate(() => {
  const { smallPhoto = NaN, list = NaN, wall = NaN, tasks } = bench.watched
  const frame = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
  const files = performance.getEntriesByType('resource').filter(entry => entry instanceof PerformanceResourceTiming)
  const late = tasks.filter(({ end }) => end > frame)
  return {
    frame, smallPhoto, list, wall,
    interactive: Math.max(frame, ...late.map(({ end }) => end)),
    blocked: late.reduce((sum, { duration }) => sum + duration - 50, 0),
    // The page itself is one as well.
    requests: files.length + 1,
    script: files.filter(({ name }) => /\.js$/.test(new URL(name).pathname)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  }
})

/** One visit with nothing kept, until the page has been quiet for five seconds. */
export async function watchFirstSeconds(browser: Browser, url: string): Promise<FirstSeconds> {
  const context = await browser.newContext({ ...PHONE, baseURL: url })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', LINE)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.addInitScript({ content: await bundled('./firstWatch.ts') })
    await page.goto('/', { timeout: 60_000 })
    await page.waitForFunction(() => bench.watched.wall !== undefined, undefined, { timeout: 60_000 })
    await page.waitForFunction((quiet) => {
      const { tasks, wall = 0 } = bench.watched
      return performance.now() - Math.max(wall, tasks.at(-1)?.end ?? 0) > quiet
    }, QUIET_MS, { timeout: 60_000, polling: 500 })
    return await collected(page)
  } finally {
    await context.close()
  }
}
