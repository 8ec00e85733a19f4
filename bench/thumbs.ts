import type { Browser } from 'playwright-core'
import { MEANS, seeded, thumbOn, type Means } from '../tests/support/thumb'
import type { Figure } from './table'

interface Wall {
  url: string
  browser: Browser
  /** The photo's width. */
  width: number
  holds: readonly { id: number; centroid_x: number; centroid_y: number }[]
}

const TAPS = 300
const SPREAD_PX = 8
export const PHONES = { 390: { width: 390, height: 844 }, 320: { width: 320, height: 640 } } as const
const WORDS: Record<Means, string> = { tap: 'a quick tap', loupe: 'a press that looks into the loupe', zoom: 'a double tap, then a quick tap', zoomAndLoupe: 'a double tap, then a look into the loupe' }

/** One means on one phone: how many of the taps met the hold that was meant, and how wide the wall was shown. */
async function hitsOf(
  means: Means,
  viewport: { width: number; height: number },
  { url, browser, width, holds }: Wall,
): Promise<{ hits: number; shown: number }> {
  const context = await browser.newContext({ baseURL: url, viewport, hasTouch: true, locale: 'fr-FR', serviceWorkers: 'block' })
  await context.addInitScript(() => localStorage.setItem('mastoc.hints', '9'))
  const page = await context.newPage()
  await page.goto('/ouvrir')
  await page.getByRole('application').waitFor()
  await page.getByRole('group', { name: 'Pinceaux' }).getByRole('button', { name: 'Main' }).click()
  await page.waitForTimeout(1500)
  const shown = await page.locator('canvas.photo').first().evaluate(canvas => canvas.getBoundingClientRect().width)
  const random = seeded(viewport.width)
  const thumb = await thumbOn(page, { width, spread: SPREAD_PX, random })
  let hits = 0
  for (let tap = 0; tap < TAPS; tap += 1) {
    const hold = holds[Math.floor(random() * holds.length)]
    if (hold && await thumb.hits(hold, means)) hits += 1
  }
  await context.close()
  return { hits, shown }
}

/** Counts how often a thumb that misses by 8 px meets the hold it means while a climb is set, by each means. */
export async function thumbs(phone: keyof typeof PHONES, wall: Wall): Promise<Figure[]> {
  const viewport = PHONES[phone]
  // A thumb mostly waits, so those of all means press at the same time, each in a browser window of its own.
  const counted = await Promise.all(MEANS.map(async means => ({ means, ...await hitsOf(means, viewport, wall) })))
  return counted.map(({ means, hits, shown }) => ({
    what: `a thumb at ${viewport.width} px, wall ${Math.round(shown)} px wide, by ${WORDS[means]}: meant the hold`,
    measured: `${((100 * hits) / TAPS).toFixed(1)} % of ${TAPS}`, reference: '-', ratio: '-', aim: means === 'tap' ? '-' : '>= 97 %',
  }))
}
