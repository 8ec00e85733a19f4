import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { live, PHONE, test, toast } from '../support/browser'

/** Drags a corner of the grid by pixels of the screen, as a finger or a mouse does. */
async function dragCorner(page: Page, name: RegExp, by: { x: number; y: number }): Promise<void> {
  const corner = page.getByRole('button', { name })
  await corner.scrollIntoViewIfNeeded()
  const box = await corner.boundingBox()
  if (!box) throw new Error('the corner is not on the screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by.x, y + by.y, { steps: 4 })
  await page.mouse.up()
}

test('[GYM-9] an admin drags a corner of the grid, sees the labels change, and another screen shows them once they are saved', async ({ app, wall, visit }) => {
  const admin = await app.admin()
  const [desk, phone] = [
    await visit({ path: `/admin/salle/${wall.faceId}`, as: admin }),
    await visit({ path: '/prises/101', viewport: PHONE }),
  ]
  await Promise.all([live(desk), live(phone)])
  await phone.getByRole('heading', { name: /C1/ }).waitFor()
  const label = desk.locator('[data-hold="101"]')
  await expect.poll(() => label.textContent()).toBe('C1')
  const before = await desk.getByRole('button', { name: /Coin en bas à gauche/ }).getAttribute('aria-label')
  const photo = await desk.getByRole('img', { name: /Photo du mur/ }).boundingBox()
  await dragCorner(desk, /Coin en bas à gauche/, { x: (photo?.width ?? 0) * 0.4, y: 0 })
  await expect.poll(() => desk.getByRole('button', { name: /Coin en bas à gauche/ }).getAttribute('aria-label')).not.toBe(before)
  await desk.getByRole('button', { name: /Coin en bas à gauche/ }).press('ArrowRight')
  await expect.poll(() => label.textContent()).not.toBe('C1')
  const seen = await label.textContent() ?? ''
  await phone.getByRole('heading', { name: /C1/ }).waitFor()
  await desk.getByRole('button', { name: 'Enregistrer la grille' }).click()
  await phone.getByRole('heading', { name: new RegExp(seen) }).waitFor()
  expect(await graveTroubles(desk)).toEqual([])
  await toast(desk, 'Enregistré.').getByRole('button', { name: 'Annuler' }).click()
  await phone.getByRole('heading', { name: /C1/ }).waitFor()
  await expect.poll(() => label.textContent()).toBe('C1')
})

test('[GYM-1] the gym’s page shows its settings at once, and a new name is kept', async ({ app, visit }) => {
  const page = await visit({ path: '/admin/salle', as: await app.admin(), viewport: PHONE })
  const name = page.getByLabel('Nom de la salle')
  await name.waitFor()
  expect((await name.boundingBox())?.y).toBeLessThan(PHONE.height - 100)
  await name.fill('La Grotte d’en bas')
  await page.getByRole('button', { name: 'Enregistrer' }).first().click()
  await expect.poll(async () => (await app.call('GET', '/api/gyms')).body).toMatchObject([{ name: 'La Grotte d’en bas' }])
  // On a phone not all places have room: the one whose page is open is in sight, also on a page below it.
  await page.getByRole('list').getByRole('link').first().click()
  await page.getByLabel('Nom du mur').waitFor()
  const place = page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Salle et murs' })
  await expect.poll(async () => {
    const { x, width } = await place.boundingBox() ?? { x: -1, width: 0 }
    return x >= 0 && x + width <= PHONE.width
  }).toBe(true)
})
