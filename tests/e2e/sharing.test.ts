import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { holdOnScreen, live, setClimb, test } from '../support/browser'
import { printed } from '../support/printed'

const rows = (page: Page) => page.getByRole('list', { name: 'Blocs' }).locator('.name')
test('[ZONE-1] [FIND-8] [CARD-1] [CARD-2] [CARD-3] [GRADE-3] [PRINT-1] [PRINT-2] [SHARE-4] [SHARE-7] a zone is searched, what is near is said, and a climb is printed and passed on', async ({ app, visit, wall }) => {
  const setter = await app.register('cercle')
  for (const [name, holds_list] of [['Dedans', 'S101 O105 T109'], ['Jumeau', 'S101 O105 O106 T109'], ['Dehors', 'S102 O108 T110']] as const)
    await setClimb(app, setter.token, { face_id: wall.faceId, name, holds_list })
  const page = await visit()
  await live(page)
  await page.getByRole('button', { name: 'Filtres' }).click()
  const panel = page.getByRole('region', { name: 'Trouver un bloc' })
  await panel.getByRole('button', { name: 'Entourer une zone' }).click()
  const [low, high] = [await holdOnScreen(page, 101), await holdOnScreen(page, 109)]
  const [left, right] = [low.x - 40, low.x + 40]
  await page.mouse.move(left, high.y - 40)
  await page.mouse.down()
  for (const [x, y] of [[right, high.y - 40], [right, low.y + 40], [left, low.y + 40], [left, high.y - 40]] as const)
    await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.up()
  await page.waitForURL(/holds_mode=only/)
  await expect.poll(async () => (await rows(page).allTextContents()).includes('Dehors')).toBe(false)
  expect(await rows(page).allTextContents()).toContain('Dedans')
  expect(await graveTroubles(page)).toEqual([])
  expect(await printed(page, () => panel.getByRole('button', { name: 'Imprimer ces blocs' }).click())).toContain('1. Dedans')

  await panel.getByRole('button', { name: 'Partager cette recherche' }).click()
  const shared = page.getByRole('dialog').filter({ has: page.getByRole('img', { name: 'Code QR de la recherche' }) })
  const address = new URL(await shared.locator('code').innerText())
  expect([address.searchParams.get('face_id'), address.searchParams.get('holds_mode')]).toEqual([wall.faceId, 'only'])
  await page.goto(address.href)
  await page.waitForURL(url => !url.searchParams.has('face_id') && url.searchParams.get('holds_mode') === 'only')
  await expect.poll(async () => (await rows(page).allTextContents()).includes('Dehors')).toBe(false)

  await page.goto('/?holds=101,105,108')
  await page.getByText(/blocs ont toutes ces prises sauf une/).waitFor()
  await page.getByRole('button', { name: /^Sans « .*B4.* » : \d+ blocs$/ }).click()
  await page.getByText('Dedans', { exact: true }).click()
  await page.getByText(/^\d+ \/ \d+$/).waitFor()
  await page.getByRole('link', { name: /Jumeau.*75.% des prises en commun/ }).waitFor()
  await page.getByRole('heading', { name: 'Autres blocs du même départ' }).waitFor()
  await page.getByRole('button', { name: 'QR et impression' }).click()
  const dialog = page.getByRole('dialog', { name: 'Dedans' })
  await dialog.getByRole('img', { name: 'Code QR du bloc' }).waitFor()
  expect(await graveTroubles(page)).toEqual([])
  expect(await printed(page, () => dialog.getByRole('button', { name: 'Imprimer' }).click())).toEqual(['Dedans'])

  await page.goto('/moi')
  await page.getByText('V-scale', { exact: true }).click()
  await page.goto('/?q=Dedans')
  await page.getByRole('link', { name: /Dedans/ }).getByText('V3', { exact: true }).waitFor()
})
