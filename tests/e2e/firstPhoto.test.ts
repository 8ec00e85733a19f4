import { expect } from 'vitest'
import { live, PHONE, test } from '../support/browser'

test('[PAGE-1] the small photo that the page came with stays to be seen until the wall is drawn', async ({ visit }) => {
  let go = (): void => undefined
  const held = new Promise<void>((resolve) => { go = resolve })
  const page = await visit({
    viewport: PHONE,
    before: opened => void opened.route(/\/WallCanvas-[^/]+\.js$/, async (route) => {
      await held
      await route.continue()
    }),
  })
  await live(page)
  const photo = page.getByRole('main', { includeHidden: true }).locator('img[src$="?w=480"]')
  await expect
    .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth > 0 && image.getBoundingClientRect().height > 100))
    .toBe(true)
  expect(await page.getByRole('application').count()).toBe(0)
  go()
  await page.getByRole('application').waitFor()
  await photo.waitFor({ state: 'detached' })
})
