import { expect } from 'vitest'
import { live, PHONE, test } from '../support/browser'
import { fingerOn } from '../support/finger'

test('[FINGER-13] a finger draws the sheet by the head of its page, and the places of the holds have words', async ({ visit }) => {
  const page = await visit({ path: '/prises', viewport: PHONE })
  await live(page)
  const head = page.getByRole('region', { name: 'Panneau' }).locator('header')
  for (const word of ['En série', 'Plusieurs', 'Dessiner', 'Entretien'])
    expect(await head.getByText(word, { exact: true }).isVisible()).toBe(true)
  const low = await page.getByRole('heading', { name: 'Prises', exact: true }).boundingBox()
  if (!low) throw new Error('the title of the page was looked for')
  const finger = await fingerOn(page)
  await finger.down({ x: low.x + 10, y: low.y + low.height / 2 })
  await finger.move({ x: low.x + 10, y: low.y - 260 })
  // A finger that is still moving when it leaves throws the sheet, and the browser takes the next touch as the end of that.
  await finger.stay(200)
  await finger.up()
  await page.getByRole('button', { name: 'Baisser le panneau' }).or(page.getByRole('button', { name: 'Agrandir le panneau' })).waitFor()
  await page.getByText('Touchez une prise').waitFor()

  await head.getByRole('button', { name: 'Choisir plusieurs prises' }).tap()
  // A guest is asked to log in first.
  await page.getByRole('dialog').waitFor()
})

test('[COLOUR-5] on a phone the colours are chosen below the wall, which shows them at once', async ({ visit }) => {
  const page = await visit({ path: '/prises', viewport: PHONE })
  await live(page)
  await page.getByRole('button', { name: 'Couleurs du mur' }).tap()
  await page.getByText('Les plus utilisées', { exact: true }).tap()
  const choice = await page.getByRole('dialog', { name: 'Couleurs du mur' }).boundingBox()
  expect(choice?.height).toBeLessThan(PHONE.height / 2)
  expect(choice?.y).toBeGreaterThan(PHONE.height / 2)
  await page.getByRole('region', { name: 'Légende' }).waitFor()
})

test('[SEE-11] on a phone whose first visit gets no answer the sheet rises to the reason', async ({ visit }) => {
  const page = await visit({
    viewport: PHONE,
    expects: /ERR_|WebSocket|Failed to load/,
    before: async (opened) => {
      await opened.route('**/api/**', route => route.abort())
      await opened.routeWebSocket('**/socket.io/**', socket => socket.close())
    },
  })
  const reason = page.getByText('Pas de réseau')
  await reason.waitFor()
  const bar = await page.getByRole('navigation', { name: 'Menu' }).boundingBox()
  await expect.poll(async () => {
    const box = await reason.boundingBox()
    return (box?.y ?? PHONE.height) + (box?.height ?? 0)
  }).toBeLessThan(bar?.y ?? 0)
})
