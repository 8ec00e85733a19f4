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
const PHONES = [{ width: 390, height: 844 }, { width: 320, height: 640 }]
const WORDS: Record<Means, string> = { tap: 'a quick tap', loupe: 'a press that looks into the loupe', zoom: 'a double tap, then a quick tap', zoomAndLoupe: 'a double tap, then a look into the loupe' }

/** How often a thumb that misses by 8 px meets the hold it means while a climb is set, by each means there is. */
export async function thumbs({ url, browser, width, holds }: Wall, taps = TAPS): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const viewport of PHONES) {
    const context = await browser.newContext({ baseURL: url, viewport, hasTouch: true, locale: 'fr-FR', serviceWorkers: 'block' })
    await context.addInitScript(() => localStorage.setItem('mastoc.hints', '9'))
    const page = await context.newPage()
    await page.goto('/ouvrir')
    await page.getByRole('application').waitFor()
    await page.getByRole('group', { name: 'Pinceaux' }).getByRole('button', { name: 'Main' }).click()
    await page.waitForTimeout(1500)
    const shown = await page.locator('canvas.photo').first().evaluate(canvas => canvas.getBoundingClientRect().width)
    for (const means of MEANS) {
      const random = seeded(viewport.width)
      const thumb = await thumbOn(page, { width, spread: SPREAD_PX, random })
      let hits = 0
      for (let tap = 0; tap < taps; tap += 1) {
        const hold = holds[Math.floor(random() * holds.length)]
        if (hold && await thumb.hits(hold, means)) hits += 1
      }
      figures.push({
        what: `a thumb at ${viewport.width} px, wall ${Math.round(shown)} px wide, by ${WORDS[means]}: meant the hold`,
        measured: `${((100 * hits) / taps).toFixed(1)} % of ${taps}`, reference: '-', ratio: '-', aim: means === 'tap' ? '-' : '>= 97 %',
      })
      console.log(figures.at(-1)?.what, figures.at(-1)?.measured)
    }
    await context.close()
  }
  return figures
}
