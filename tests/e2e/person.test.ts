import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { PHONE, test, toast } from '../support/browser'

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

test('[AUDIT-14] the toast undoes one’s own decision, and never what another admin decided since', async ({ app, visit }) => {
  const [person, other] = [await app.register('querelleur'), await app.admin()]
  const page = await visit({ path: `/admin/comptes/${person.id}`, as: await app.admin(), expects: /status of 409/ })
  await page.getByRole('button', { name: /Gérer/ }).click()
  const mute = page.getByRole('dialog').getByRole('button', { name: 'Bloquer l’écriture' })
  await mute.click()
  await mute.click()
  const undo = toast(page, 'C’est fait').getByRole('button', { name: 'Annuler' })
  await undo.waitFor()
  const decide = async (verb: string, reason: string) =>
    expect((await app.call('POST', `/api/admin/users/${person.id}/${verb}`, { token: other.token, body: { reason } })).status).toBe(200)
  await decide('unmute', '')
  await decide('mute', 'Messages injurieux')
  await undo.click()
  await toast(page, 'Cette action ne peut plus être annulée').waitFor()
  expect((await app.call('GET', '/api/users/me', { token: person.token })).body).toMatchObject({ muted_reason: 'Messages injurieux' })
})
