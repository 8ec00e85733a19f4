import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { smallTargets } from '../support/axe'
import { live, PHONE, test } from '../support/browser'

/** Nothing lies over its middle, and the sheet does not cut it off. */
const isSeen = (part: Locator) => part.evaluate((element) => {
  const { left, top, width, height } = element.getBoundingClientRect()
  const shown = document.elementFromPoint(left + width / 2, top + height / 2)
  return shown !== null && (element.contains(shown) || shown.contains(element) && shown.closest('.sheet') !== null)
})
const handle = (page: Page) => page.getByRole('button', { name: /^(Ouvrir|Agrandir|Baisser) le panneau$/ })
const rows = (page: Page) => page.getByRole('list', { name: 'Blocs' }).getByRole('link')
/** The scroll position of the frame around the sheet's content. */
const offsets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.sheet, .sheet > .inside')]
      .flatMap(part => [part, part.parentElement ?? part])
      .map(part => part.scrollTop),
  )

test('[SEE-10] the keyboard goes into a low sheet: it rises, and the climb that is opened from there is seen from its top', async ({
  visit,
}) => {
  const page = await visit({ viewport: PHONE })
  await live(page)
  const before = await handle(page).boundingBox()
  await handle(page).focus()
  // The filters stand in the head of the low sheet, before the field.
  for (const key of ['Tab', 'Tab']) await page.keyboard.press(key)
  const search = page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' })
  await expect.poll(() => search.evaluate(field => field === document.activeElement)).toBe(true)
  await expect.poll(() => isSeen(search)).toBe(true)

  await page.getByRole('button', { name: 'Agrandir le panneau' }).click()
  await page.getByRole('button', { name: 'Baisser le panneau' }).click()
  await expect.poll(async () => (await handle(page).boundingBox())?.y).toBe(before?.y)
  // The filters, the field, the filters beside it and a random climb come before the rows.
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
  const row = rows(page).first()
  await expect.poll(() => row.evaluate(link => link === document.activeElement)).toBe(true)
  await expect.poll(() => isSeen(row)).toBe(true)
  const name = (await row.getAttribute('href')) ?? ''
  await page.keyboard.press('Enter')
  await page.waitForURL(url => url.pathname === name)
  await expect.poll(() => isSeen(page.getByRole('heading', { level: 1 }))).toBe(true)
  expect(await offsets(page)).toEqual([0, 0, 0, 0])
})

test('[SEE-10] nothing scrolls the frame of a low sheet, neither its own text nor what a script shows', async ({ visit }) => {
  const page = await visit({ viewport: PHONE })
  await live(page)
  const title = page.getByRole('heading', { name: 'Blocs' })
  const before = await title.boundingBox()
  await rows(page).last().evaluate(row => row.scrollIntoView())
  await rows(page).last().evaluate(row => row.scrollIntoView({ block: 'end' }))
  expect(await offsets(page)).toEqual([0, 0, 0, 0])
  expect(await title.boundingBox()).toEqual(before)
  // The low sheet ends at its title: no sliver of a field is left to be touched.
  expect(await smallTargets(page)).toEqual([])
})
