import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { live, PHONE, setClimb, test, toast } from '../support/browser'

const list = (page: Page) => page.getByRole('list', { name: 'Blocs' })

test('[CLIMB-11] a deletion is sent at once, others see it, and undo brings the climb back to all', async ({ app, wall, visit }) => {
  const setter = await app.register('effaceuse')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Aller et retour' })
  const [page, other] = [await visit({ as: setter, path: `/bloc/${climb.id}` }), await visit()]
  await list(other).getByRole('link', { name: /Aller et retour/ }).waitFor()
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await toast(page, '« Aller et retour » est dans la corbeille pour 30 jours').waitFor()
  expect((await app.call('GET', `/api/climbs/${climb.id}`)).status).toBe(404)
  await list(other).getByRole('link', { name: /Aller et retour/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await toast(page, '« Aller et retour » est restauré').waitFor()
  for (const screen of [page, other]) await list(screen).getByRole('link', { name: /Aller et retour/ }).waitFor()
})

test('[CLIMB-11] closing the page does not keep a climb that one deleted; the bin on one’s own page has it', async ({
  app,
  wall,
  visit,
}) => {
  const setter = await app.register('rangeuse')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Au fond du bac' })
  const page = await visit({ as: setter, path: `/bloc/${climb.id}`, viewport: PHONE })
  await page.getByRole('button', { name: 'Ouvrir le panneau' }).click()
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await expect.poll(async () => (await app.call('GET', `/api/climbs/${climb.id}`)).status).toBe(404)
  await page.goto('/moi')
  await live(page)
  await page.getByRole('link', { name: /Corbeille.*1 élément/ }).click()
  await page.getByRole('list', { name: 'Corbeille' }).getByText('encore 30 jours').waitFor()
  await page.goto(`/bloc/${climb.id}`)
  await page.getByText('Ce bloc est dans votre corbeille').waitFor()
  await page.getByRole('button', { name: 'Restaurer' }).click()
  await page.getByRole('heading', { name: 'Au fond du bac' }).waitFor()
})

test('[CLIMB-11] an admin takes back what they deleted of somebody else’s', async ({ app, wall, visit }) => {
  const setter = await app.register('tranquille')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Pas le mien' })
  const [page, theirs] = [
    await visit({ as: await app.admin(), path: `/bloc/${climb.id}` }),
    await visit({ as: setter, path: '/moi/corbeille' }),
  ]
  await theirs.getByText('La corbeille est vide').waitFor()
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await theirs.getByText(/Supprimé par un admin/).waitFor()
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await theirs.getByText('La corbeille est vide').waitFor()
  expect((await app.call('GET', `/api/climbs/${climb.id}`)).status).toBe(200)
})
