import { expect } from 'vitest'
import { live, tapHold, test } from '../support/browser'

test('[SEE-1] people see each other and which hold the other has open; a guest is only counted', async ({ app, visit }) => {
  const [one, other] = [await app.register('renarde'), await app.register('blaireau')]
  const page = await visit({ path: '/prises/105', as: one })
  const second = await visit({ path: '/prises', as: other })
  await Promise.all([live(page), live(second)])
  const here = (at: typeof page) => at.getByRole('banner').getByRole('group', { name: /^Ici/ })
  await here(page).and(page.getByRole('group', { name: 'Ici : blaireau' })).waitFor()
  await here(second).and(second.getByRole('group', { name: 'Ici : renarde' })).waitFor()

  await tapHold(second, 105)
  await second.waitForURL('**/prises/105')
  await page.getByRole('article').getByTitle('blaireau').waitFor()
  await second.getByRole('article').getByTitle('renarde').waitFor()
  await second.getByRole('button', { name: 'Prise suivante' }).click()
  await page.getByRole('article').getByTitle('blaireau').waitFor({ state: 'detached' })

  const guest = await visit()
  await page.getByRole('group', { name: 'Ici : blaireau, 1 visiteur' }).waitFor()
  await guest.getByRole('group', { name: /^Ici : (renarde, blaireau|blaireau, renarde)$/ }).waitFor()
  await second.close()
  await page.getByRole('group', { name: 'Ici : 1 visiteur' }).waitFor()
  expect(await guest.getByRole('group', { name: 'Ici : renarde' }).count()).toBe(1)
})
