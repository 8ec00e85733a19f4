import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { Account, TestApp } from '../support/app'
import { live, PHONE, restingWall, setClimb, tapHold, test } from '../support/browser'
import { findNetwork, kept, loseNetwork } from '../support/keptApp'
import { startProxy } from '../support/proxy'
import { setTextSize } from '../support/textTrouble'

const bar = (page: Page) => page.getByRole('region', { name: /^(Annonce|Notice)$/ })
const tell = async (app: TestApp, admin: Account, body: object): Promise<string> => {
  const { body: made } = await app.call('POST', '/api/admin/notices', { token: admin.token, body: { feed: 'global', ...body } })
  return (made as { id: string }).id
}

test('[NOTICE-1] [NOTICE-3] an admin publishes, changes and withdraws a notice, and a guest and a setter see each at once', async ({ app, visit }) => {
  const admin = await app.admin()
  const [desk, guest, setter] = [
    await visit({ path: '/admin/annonces', as: admin }),
    await visit({ viewport: PHONE, locale: 'en-GB' }),
    await visit({ path: '/ouvrir', viewport: PHONE, as: await app.register('en-train') }),
  ]
  await Promise.all([live(desk), live(guest), live(setter)])
  await tapHold(setter, 101)
  const place = await restingWall(setter)

  await desk.getByRole('button', { name: 'Nouvelle annonce' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('Pour qui').selectOption({ label: 'Le mur « Petit pan »' })
  await form.getByText('Attention').click()
  await form.getByLabel('Titre (facultatif)').fill('Jeudi')
  await form.getByLabel('Texte').fill('Le mur est démonté à 14 h.')
  await form.getByRole('button', { name: 'Publier' }).click()
  for (const page of [desk, guest, setter]) await bar(page).getByText('Le mur est démonté à 14 h.').waitFor()
  // The page that one works on stays where it was.
  expect(await restingWall(setter)).toEqual(place)

  await desk.getByRole('button', { name: 'Modifier : Jeudi' }).click()
  await form.getByLabel('Texte').fill('Le mur est démonté à 15 h.')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  for (const page of [guest, setter]) await bar(page).getByText('Le mur est démonté à 15 h.').waitFor()

  await desk.getByRole('button', { name: 'Retirer : Jeudi' }).click()
  for (const page of [guest, setter]) await bar(page).waitFor({ state: 'detached' })
  await desk.getByRole('button', { name: 'Annuler' }).click()
  await bar(guest).getByText('Le mur est démonté à 15 h.').waitFor()
  await desk.getByRole('button', { name: 'Retirer : Jeudi' }).click()
  await bar(guest).waitFor({ state: 'detached' })

  await desk.goto('/admin/journal')
  await desk.getByText(/a retiré l’annonce «\s*Jeudi\s*»/).first().waitFor()
  await desk.getByText(/a modifié l’annonce «\s*Jeudi\s*»/).waitFor()
})

test('[NOTICE-6] a notice is read with one tap and stays away; a danger keeps a sign in the header', async ({ app, visit }) => {
  const admin = await app.admin()
  const ids = [
    await tell(app, admin, { level: 'danger', title: 'Prise D9', text: 'Elle casse : ne la prenez pas. '.repeat(8) }),
    await tell(app, admin, { text: 'La salle ferme à 22 h.' }),
  ]
  const page = await visit({ viewport: PHONE })
  await setTextSize(page, 200)
  await live(page)
  await bar(page).getByText('Prise D9').waitFor()
  const header = await page.getByRole('banner').boundingBox()
  await expect.poll(async () => (await bar(page).boundingBox())?.height ?? Infinity).toBeLessThanOrEqual(header?.height ?? 0)
  await setTextSize(page, 100)
  // As many lines of it are shown as the header has room for, whatever the size of the text; a tap shows all.
  const low = await bar(page).boundingBox()
  expect((low?.y ?? 0) + (low?.height ?? 0)).toBeLessThanOrEqual((await restingWall(page)).y + 1)
  await bar(page).getByRole('button', { expanded: false }).click()
  await expect.poll(async () => (await bar(page).boundingBox())?.height ?? 0).toBeGreaterThan((low?.height ?? 0) * 2)
  await bar(page).getByRole('button', { name: 'J’ai lu' }).click()
  await bar(page).getByText('La salle ferme à 22 h.').waitFor()
  await bar(page).getByRole('button', { name: 'J’ai lu' }).click()
  await bar(page).waitFor({ state: 'detached' })
  await page.reload()
  await live(page)
  await page.getByRole('button', { name: 'Relire l’annonce' }).click()
  await bar(page).getByText('Prise D9').waitFor()
  for (const id of ids) await app.call('DELETE', `/api/admin/notices/${id}`, { token: admin.token })
  await bar(page).waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: 'Relire l’annonce' }).count()).toBe(0)
})

test('[NOTICE-2] who has no network reads what came before, and what came meanwhile once they are back', async ({ app, wall, visit }) => {
  const [admin, proxy] = [await app.admin(), await startProxy(app.url)]
  onTestFinished(proxy.close)
  const before = await tell(app, admin, { text: 'Ouverture dimanche.' })
  const page = await visit({ viewport: PHONE, through: proxy.url, expects: /ERR_|Failed to|WebSocket|fetch/ })
  await live(page)
  await kept(page)
  await loseNetwork(proxy, page)
  await page.reload()
  await bar(page).getByText('Ouverture dimanche.').waitFor()
  await setClimb(app, admin.token, { face_id: wall.faceId, name: 'Entre-temps' })
  await app.call('DELETE', `/api/admin/notices/${before}`, { token: admin.token })
  const meanwhile = await tell(app, admin, { level: 'warning', text: 'Fermé dimanche.' })
  await findNetwork(proxy, page)
  await bar(page).getByText('Fermé dimanche.').waitFor()
  expect(await page.getByText('Ouverture dimanche.').count()).toBe(0)
  await app.call('DELETE', `/api/admin/notices/${meanwhile}`, { token: admin.token })
})
