import type { Page } from 'playwright-core'
import { bundled } from './bundled'

/** Runs a file of this folder in the page, with all that it imports; what it exports is there as `bench`. */
export async function inPage(page: Page, file: string): Promise<void> {
  await page.evaluate(await bundled(file))
}
