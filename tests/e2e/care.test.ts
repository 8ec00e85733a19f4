import { expect } from 'vitest'
import { live, PHONE, test } from '../support/browser'

test('[SEE-1] [CARE-2] work asked for in the hold’s card stands on the board, and done on a phone it disappears on a desktop; undone it is back', async ({ app, visit }) => {
  const [asker, doer] = [await app.register('demande'), await app.register('brosseuse')]
  const desktop = await visit({ path: '/prises/105', as: asker })
  const phone = await visit({ path: '/soins', as: doer, viewport: PHONE })
  await Promise.all([live(desktop), live(phone)])
  await phone.getByText('Rien à faire').waitFor()

  const card = desktop.getByRole('region', { name: 'Soins' })
  await card.getByRole('textbox', { name: 'Précision' }).fill('magnésie partout')
  await card.getByRole('button', { name: 'Brosser' }).click()
  const done = { name: 'Fait : Brosser, prise 105' }
  await card.getByRole('button', done).waitFor()
  await desktop.goto('/soins')
  await desktop.getByText('magnésie partout').waitFor()

  await phone.getByRole('button', done).click()
  await desktop.getByText('Rien à faire').waitFor()
  await phone.getByText('Prise 105 brossée').waitFor()
  await phone.getByRole('button', { name: 'Annuler' }).click()
  await desktop.getByRole('button', done).waitFor()
})

test('[CARE-7] a hold said to be broken is on the board, marks its climbs in the list, and is done in one tap', async ({ app, wall, visit }) => {
  expect(wall.faceId).not.toBe('')
  const voters = await Promise.all(['casse-un', 'casse-deux'].map(app.register))
  for (const { token } of voters) await app.call('PUT', '/api/holds/110/annotations', { token, body: { condition: 'cassee' } })
  const [first] = voters
  const page = await visit({ ...first ? { as: first } : {} })
  await live(page)
  const marked = page.getByRole('link', { name: /sous_ligne.*Une prise cassée ou tournée/s })
  await marked.waitFor()
  await page.goto('/prises')
  await page.getByRole('link', { name: 'Soins du mur' }).click()
  await page.getByRole('button', { name: 'Fait : Remplacer, prise 110' }).click()
  await page.getByRole('button', { name: 'Fait : Remplacer, prise 110' }).waitFor({ state: 'detached' })
  await page.goto('/')
  await page.getByRole('link', { name: /sous_ligne/ }).waitFor()
  await expect.poll(() => marked.count()).toBe(0)
})
