import type { OpenWall } from './browser/openWall'
import { kb, type Figure } from './table'

/** A newcomer's browser: the script that comes over the line for the list, the wall's part held back until it shows, and with the wall. */
export async function firstVisit({ server, browser }: OpenWall): Promise<Figure[]> {
  const page = await (await browser.newContext({ baseURL: server.url, locale: 'fr-FR', serviceWorkers: 'block' })).newPage()
  const scripts = (until: number) => page.evaluate(end => performance.getEntriesByType('resource')
    .flatMap(entry => (entry instanceof PerformanceResourceTiming && entry.responseEnd <= end && /\.js$/.test(new URL(entry.name).pathname) ? [entry.encodedBodySize] : []))
    .reduce((sum, bytes) => sum + bytes, 0), until)
  await page.addInitScript(() => {
    const watcher = new MutationObserver(() => {
      if (!document.querySelector('[aria-setsize]')) return
      performance.mark('list')
      watcher.disconnect()
    })
    watcher.observe(document, { subtree: true, childList: true })
  })
  const list = page.waitForFunction(() => performance.getEntriesByName('list').length > 0, undefined, { timeout: 60_000 })
  await page.route(/\/WallCanvas-.*\.js$/, async (route) => {
    await list
    await route.continue()
  })
  await page.goto('/')
  await page.getByRole('application').waitFor({ timeout: 60_000 })
  const before = await scripts(await page.evaluate(() => performance.getEntriesByName('list')[0]?.startTime ?? 0))
  const whole = await scripts(Number.MAX_SAFE_INTEGER)
  await page.context().close()
  return [{ what: 'first visit: compressed script before the list shows', measured: kb(before), reference: `${kb(whole)} with the wall`, ratio: '-', aim: '<= 200 KB' }]
}
