import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { live, test } from '../support/browser'
import { drawnHolds } from '../support/drawnHolds'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'

const ECLAIR = [101, 105, 109]
const UNDER = [102, 106, 110]
const SUB = [103, 107, FIRST_OWN_HOLD_ID]

const row = (page: Page, name: RegExp) => page.getByRole('list', { name: 'Blocs' }).getByRole('link', { name })
const drawn = (page: Page) => expect.poll(() => drawnHolds(page))
const search = (page: Page, text: string) => page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill(text)

test('[WALL-10] with a mouse that does not move, the keys open climb after climb and the wall draws each', async ({ visit }) => {
  const page = await visit()
  await live(page)
  await row(page, /Sous Éclairage/).click()
  await page.getByRole('heading', { name: 'Sous Éclairage' }).waitFor()
  await drawn(page).toEqual(SUB)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.getByRole('heading', { name: 'sous_ligne' }).waitFor()
  await drawn(page).toEqual(UNDER)
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await page.getByRole('heading', { name: 'Sous Éclairage' }).waitFor()
  await drawn(page).toEqual(SUB)
})

test('[WALL-10] with a mouse that does not move, searching and opening twice draws what was opened last', async ({ visit }) => {
  const page = await visit()
  await live(page)
  await search(page, 'éclair au')
  await row(page, /Éclair au café/).click()
  await drawn(page).toEqual(ECLAIR)
  await search(page, 'sous_ligne')
  await expect.poll(() => row(page, /./).count()).toBe(1)
  await drawn(page).toEqual(ECLAIR)
  await page.mouse.down()
  await page.mouse.up()
  await page.getByRole('heading', { name: 'sous_ligne' }).waitFor()
  await drawn(page).toEqual(UNDER)
})

test('[WALL-10] a row under the mouse is drawn while the mouse is on it, and no longer', async ({ visit }) => {
  const page = await visit({ viewport: { width: 1440, height: 490 } })
  await live(page)
  await row(page, /Éclair au café/).click()
  await drawn(page).toEqual(ECLAIR)
  await row(page, /sous_ligne/).hover()
  await drawn(page).toEqual(UNDER)
  await page.mouse.wheel(0, -1000)
  await drawn(page).toEqual(ECLAIR)
  await row(page, /Sous Éclairage/).hover()
  await drawn(page).toEqual(SUB)
  await search(page, 's')
  await drawn(page).toEqual(ECLAIR)
  await row(page, /sous_ligne/).hover()
  await drawn(page).toEqual(UNDER)
  await page.getByRole('heading', { name: 'Éclair au café' }).hover()
  await drawn(page).toEqual(ECLAIR)
})
