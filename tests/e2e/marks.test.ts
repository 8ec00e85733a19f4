import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { live, PHONE, test, toast } from '../support/browser'

const listedTo = (page: Page) => page.getByRole('list', { name: 'Liste des dessins' }).getByRole('listitem')
const marksOf = (page: Page) => page.getByRole('list', { name: 'Liste des dessins' }).getByRole('button')

/** Over the wall, in parts of its width and height. */
async function drag(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await page.getByRole('application').boundingBox()
  if (!box) throw new Error('there is no wall')
  for (const [at, [x, y]] of points.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 })
    if (at === 0) await page.mouse.down()
  }
  await page.mouse.up()
}

/** Draws a mark with the keyboard and writes its text. */
async function pin(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Repère', exact: true }).click()
  await page.getByText('Touchez le mur').waitFor()
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Texte' }).fill(text)
  await marksOf(page).filter({ hasText: text }).waitFor()
  await page.getByRole('button', { name: 'Terminé', exact: true }).click()
}

test('[SEE-1] [MARK-5] two setters draw on the sheet, each undoes only their own, and a climber sees the result', async ({ app, visit }) => {
  const [one, other] = [await app.register('traceuse'), await app.register('flecheur')]
  const desktop = await visit({ path: '/prises/feuille', as: one })
  const phone = await visit({ path: '/prises/feuille', as: other, viewport: PHONE })
  const climber = await visit({ path: '/prises/feuille' })
  await Promise.all([desktop, phone, climber].map(live))
  await climber.getByText('Connectez-vous pour dessiner').waitFor()

  await desktop.getByRole('button', { name: 'Zone', exact: true }).click()
  await drag(desktop, [[0.3, 0.3], [0.5, 0.3], [0.5, 0.5], [0.3, 0.5]])
  await desktop.getByRole('textbox', { name: 'Texte' }).fill('à démonter')
  await listedTo(climber).filter({ hasText: 'à démonter' }).filter({ hasText: 'par traceuse' }).waitFor()

  await phone.getByRole('button', { name: 'Flèche', exact: true }).click()
  await drag(phone, [[0.3, 0.4], [0.7, 0.2]])
  await listedTo(desktop).filter({ hasText: 'Flèche' }).filter({ hasText: 'par flecheur' }).waitFor()
  await expect.poll(() => marksOf(climber).count(), { timeout: 20_000 }).toBe(2)

  await phone.getByRole('button', { name: 'Annuler ma dernière action' }).click()
  await expect.poll(() => marksOf(climber).count(), { timeout: 20_000 }).toBe(1)
  expect(await phone.getByRole('button', { name: 'Annuler ma dernière action' }).isDisabled()).toBe(true)
  await marksOf(desktop).filter({ hasText: 'à démonter' }).waitFor()
  await phone.getByRole('button', { name: 'Rétablir', exact: true }).click()
  await expect.poll(() => marksOf(climber).count(), { timeout: 20_000 }).toBe(2)
})

test('[MARK-3] [MARK-5] a mark is drawn, moved and taken away by the keyboard alone, and comes back; a lock says why nothing may be drawn, and what was drawn as it fell is offered back', async ({
  app,
  wall,
  visit,
}) => {
  const setter = await app.register('clavier')
  // The browser itself says when a socket is closed on it, and what a cut stopped, the file that keeps the app among it.
  const page = await visit({ path: '/prises/feuille', as: setter, expects: /WebSocket|ERR_INTERNET_DISCONNECTED|when fetching the script/ })
  await live(page)
  // The keys are there once the sheet has said that one may draw.
  await page.getByRole('button', { name: 'Repère', exact: true }).waitFor()
  await page.keyboard.press('4')
  await page.getByText('Touchez le mur').waitFor()
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const text = page.getByRole('textbox', { name: 'Texte' })
  await expect.poll(() => text.evaluate(field => field === document.activeElement)).toBe(true)
  await page.keyboard.type('vis cassée')
  const mine = marksOf(page).filter({ hasText: 'vis cassée' })
  await mine.waitFor()

  const down = page.getByRole('button', { name: 'Vers le bas' })
  await down.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+ArrowRight')
  await mine.focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => mine.count(), { timeout: 20_000 }).toBe(0)
  await toast(page, 'Repère effacé').waitFor()
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await mine.waitFor()

  await page.getByText(/^(Envoi…|En attente)$/).waitFor({ state: 'detached' })
  // A mark that is drawn from here on cannot have reached the server when the lock comes.
  await page.context().setOffline(true)
  await pin(page, 'à remettre')
  await pin(page, 'à laisser')
  const admin = await app.admin()
  const lock = `/api/admin/locks/face/${wall.faceId}`
  expect((await app.call('PUT', lock, { token: admin.token, body: { reason: 'Montage' } })).status).toBe(200)
  await page.context().setOffline(false)
  await page.getByText('Mur verrouillé : dessins en lecture seule').waitFor()
  expect(await page.getByRole('button', { name: 'Zone', exact: true }).count()).toBe(0)
  await mine.waitFor()

  const lost = page.getByRole('region', { name: 'Pas enregistré' }).getByRole('listitem')
  await expect.poll(() => lost.count()).toBe(2)
  const [wanted, unwanted] = [lost.filter({ hasText: 'à remettre' }), lost.filter({ hasText: 'à laisser' })]
  await wanted.getByText('Le mur a été verrouillé entre-temps.').waitFor()
  expect(await wanted.getByRole('button', { name: 'Remettre', exact: true }).isDisabled()).toBe(true)
  await unwanted.getByRole('button', { name: 'Abandonner' }).click()
  await expect.poll(() => lost.count()).toBe(1)

  expect((await app.call('DELETE', lock, { token: admin.token })).status).toBe(204)
  await wanted.getByRole('button', { name: 'Remettre', exact: true }).click()
  await expect.poll(() => lost.count()).toBe(0)
  await marksOf(page).filter({ hasText: 'à remettre' }).waitFor()
  const guest = await visit({ path: '/prises/feuille' })
  await marksOf(guest).filter({ hasText: 'à remettre' }).waitFor()
  expect(await marksOf(guest).filter({ hasText: 'à laisser' }).count()).toBe(0)
})

test('[MARK-6] [LOCK-7] a climber among the climbs reads on the card what is drawn over its holds and why one is locked, above the list why the wall is, and may hide the drawings', async ({ app, wall, visit }) => {
  const [setter, boss] = [await app.register('zoneuse'), await app.admin()]
  const drawing = await visit({ path: '/prises/feuille', as: setter })
  const climber = await visit()
  await Promise.all([drawing, climber].map(live))
  await drawing.getByRole('button', { name: 'Zone', exact: true }).click()
  await drag(drawing, [[0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98]])
  await drawing.getByRole('textbox', { name: 'Texte' }).fill('Secteur à démonter jeudi')

  await climber.getByRole('link', { name: /Éclair au café/ }).click()
  const notices = climber.getByRole('list', { name: 'À savoir sur ce bloc' })
  await notices.getByRole('link', { name: /Secteur à démonter jeudi\s*3 prises de ce bloc/ }).waitFor()
  const order = async (way: 'PUT' | 'DELETE', target: string, body?: object) =>
    expect((await app.call(way, `/api/admin/locks/${target}`, { token: boss.token, ...body ? { body } : {} })).status).toBeLessThan(300)
  await order('PUT', 'hold/105', { reason: 'Insert arraché' })
  await notices.getByRole('link', { name: /Prise \S+ verrouillée\s*Insert arraché/ }).waitFor()

  await order('PUT', `face/${wall.faceId}`, { reason: 'Démontage jeudi 14 h' })
  const page = await visit({ viewport: PHONE })
  await page.getByRole('button', { name: 'Blocs' }).click()
  await page.getByText('Démontage jeudi 14 h').waitFor()
  await order('DELETE', `face/${wall.faceId}`)
  await expect.poll(() => page.getByText('Démontage jeudi 14 h').count()).toBe(0)

  await climber.getByRole('button', { name: 'Affichage du mur' }).click()
  await climber.getByText('Montrer les dessins sur le mur').click()
  await expect.poll(() => notices.getByRole('link', { name: /Secteur/ }).count()).toBe(0)
  await notices.getByRole('link', { name: /Insert arraché/ }).waitFor()
  await order('DELETE', 'hold/105')
})
