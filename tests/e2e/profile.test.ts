import { expect } from 'vitest'
import { PASSWORD } from '../support/app'
import { DESKTOP, PHONE, test, toast } from '../support/browser'

test('[PEOPLE-1] [PEOPLE-12] [PEOPLE-13] one changes one’s name and colour, takes one’s data along, leaves and comes back', async ({
  app,
  visit,
}) => {
  const me = await app.register('hirondelle')
  const page = await visit({ path: '/moi', as: me, viewport: PHONE, expects: /status of 400/ })
  await page.getByLabel('Nom affiché').fill('Hirondelle Bleue')
  await page.getByLabel('Couleur de mon curseur 6').check()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await toast(page, 'Profil enregistré.').waitFor()
  expect(await app.services.stores.users.byId(me.id)).toMatchObject({ full_name: 'Hirondelle Bleue', colour: '#1d4ed8' })

  await page.setViewportSize(DESKTOP)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Télécharger mes données' }).click()
  expect((await download).suggestedFilename()).toBe('mastoc-mes-donnees.json')
  await page.getByRole('button', { name: 'Supprimer mon compte' }).click()
  const asked = page.getByRole('dialog', { name: 'Supprimer votre compte ?' })
  await asked.getByLabel('Mot de passe actuel').fill('faux')
  await asked.getByRole('button', { name: 'Supprimer le compte' }).click()
  await asked.getByText('Le mot de passe actuel est incorrect.').waitFor()
  await asked.getByLabel('Mot de passe actuel').fill(PASSWORD)
  await asked.getByRole('button', { name: 'Supprimer le compte' }).click()
  const farewell = page.getByRole('dialog', { name: 'Votre compte sera supprimé' })
  await farewell.getByText('Pour le garder, connectez-vous avant cette date.').waitFor()
  await farewell.getByRole('button', { name: 'Fermer' }).last().click()
  await page.getByText('Vous n’êtes pas connecté').waitFor()
  expect((await app.services.stores.users.byId(me.id))?.deletes_at).not.toBeNull()

  await page.getByRole('button', { name: 'Se connecter' }).first().click()
  const door = page.getByRole('dialog')
  await door.getByLabel(/Nom d’utilisateur ou e-mail|Identifiant/).fill('hirondelle')
  await door.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
  await door.getByRole('button', { name: 'Se connecter' }).click()
  await toast(page, 'Votre compte ne sera pas supprimé.').waitFor()
  expect((await app.services.stores.users.byId(me.id))?.deletes_at).toBeNull()
})
