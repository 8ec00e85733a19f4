import { expect } from 'vitest'
import { DESKTOP, PHONE, test } from '../support/browser'

test('[PEOPLE-1] [PEOPLE-5] one changes one’s name and colour, takes one’s data along and leaves', async ({ app, visit }) => {
  const me = await app.register('hirondelle')
  const page = await visit({ path: '/moi', as: me, viewport: PHONE })
  await page.getByLabel('Nom affiché').fill('Hirondelle Bleue')
  await page.getByLabel('Couleur de mon curseur 6').check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Profil enregistré.').waitFor()
  expect(await app.services.stores.users.byId(me.id)).toMatchObject({ full_name: 'Hirondelle Bleue', colour: '#1d4ed8' })

  await page.setViewportSize(DESKTOP)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Télécharger mes données' }).click()
  expect((await download).suggestedFilename()).toBe('mastoc-mes-donnees.json')
  await page.getByRole('button', { name: 'Supprimer mon compte' }).click()
  await page.getByRole('button', { name: 'Supprimer définitivement' }).click()
  await page.getByText('Vous visitez').waitFor()
  expect(await app.services.stores.users.byId(me.id)).toBeNull()
})
