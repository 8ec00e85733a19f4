import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { PHONE, test } from '../support/browser'

test('[PERSON-4] an admin goes from the accounts to a person’s page, corrects the name and takes it back', async ({ app, visit }) => {
  const person = await app.register('clavette')
  await app.call('POST', '/api/holds/106/tasks', { token: person.token, body: { kind: 'turn' } })
  const page = await visit({ path: '/admin/comptes', as: await app.admin(), viewport: PHONE })
  await page.getByRole('searchbox', { name: 'Nom ou e-mail' }).fill('clavette')
  await page.getByRole('link', { name: 'clavette', exact: true }).click()
  await page.getByRole('heading', { name: 'clavette' }).waitFor()
  await page.getByRole('heading', { name: 'Demandes d’entretien (1)' }).waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await graveTroubles(page)).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  await page.getByText('Corriger le nom').click()
  await page.getByLabel('Nom', { exact: true }).fill('Claire Vette')
  await page.getByRole('button', { name: 'Enregistrer ce nom' }).click()
  await page.getByRole('heading', { name: 'Claire Vette' }).waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('heading', { name: 'clavette' }).waitFor()
  await page.getByRole('link', { name: 'Repositionner' }).click()
  await page.waitForURL(/\/prises\/106$/)
})
