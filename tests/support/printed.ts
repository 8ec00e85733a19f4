import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The sheets that were printed, by their titles; a test has no printer. */
export async function printed(page: Page, act: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    window.print = () => {
      Object.assign(window, { sheets: [...document.querySelectorAll('.sheet h2')].map(title => title.textContent?.replace(/\s+/g, ' ').trim()) })
      dispatchEvent(new Event('afterprint'))
    }
  })
  await act()
  await expect.poll(() => page.evaluate(() => 'sheets' in window)).toBe(true)
  await page.locator('.climb-sheets').waitFor({ state: 'detached' })
  return page.evaluate(() => (window as unknown as { sheets: string[] }).sheets)
}
