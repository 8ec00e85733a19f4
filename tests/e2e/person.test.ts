import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { PHONE, setClimb, test, toast } from '../support/browser'

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

test('[PERSON-12] [AUDIT-14] an admin decides on a person’s page on a phone; the toast undoes one’s own decision, and never what another admin decided since', async ({ app, visit }) => {
  const [person, other] = [await app.register('querelleur'), await app.admin()]
  const page = await visit({ path: `/admin/comptes/${person.id}`, as: await app.admin(), viewport: PHONE, expects: /status of 409/ })
  await page.getByRole('button', { name: 'Bloquer l’écriture' }).click()
  await page.getByLabel('Jusqu’à quand').selectOption('Une date')
  await page.getByLabel('Date et heure').fill(await page.evaluate(() => new Date(Date.now() + 50 * 3_600_000).toISOString().slice(0, 16)))
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await graveTroubles(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'Confirmer' }).click()
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

test('[PERSON-10] [PERSON-11] a climber sees it when an admin removes what somebody published, and when it is put back', async ({ app, visit, wall }) => {
  const person = await app.register('farceur')
  await setClimb(app, person.token, { face_id: wall.faceId, name: 'Gros mot' })
  await app.call('PUT', '/api/holds/106/annotations', { token: person.token, body: { grip_type: 'bac' } })
  const climber = await visit()
  await climber.getByText('Gros mot').waitFor()
  const page = await visit({ path: `/admin/comptes/${person.id}`, as: await app.admin(), viewport: PHONE })
  await page.getByRole('button', { name: 'Retirer ce que cette personne a publié…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Sera retiré : 1 bloc, votes sur 1 prise').waitFor()
  expect(await graveTroubles(page)).toEqual([])
  await dialog.getByLabel('Depuis').selectOption('une date')
  const tomorrow = await page.evaluate(() => new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16))
  await dialog.getByLabel('Date et heure').fill(tomorrow)
  await dialog.getByText('Rien n’a été publié depuis.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Retirer' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Depuis').selectOption('une heure')
  await dialog.getByLabel('Raison').fill('Insultes')
  await dialog.getByRole('button', { name: 'Retirer' }).click()
  await climber.getByText('Gros mot').waitFor({ state: 'detached' })
  await toast(page, 'Retiré : 1 bloc, votes sur 1 prise').getByRole('button', { name: 'Annuler' }).click()
  await climber.getByText('Gros mot').waitFor()
})

test('[PERSON-13] [PERSON-10] somebody who only commented is looked after from a report, and two admins see the same at once', async ({ app, visit, wall }) => {
  const [person, reporter] = [await app.register('railleuse'), await app.register('témoin')]
  const climb = await setClimb(app, reporter.token, { face_id: wall.faceId, name: 'Bloc moqué' })
  const said = await app.call('POST', `/api/climbs/${climb.id}/comments`, { token: person.token, body: { text: 'Quel nul.' } })
  await app.call('POST', '/api/reports', { token: reporter.token, body: { kind: 'user', id: person.id, reason: 'Se moque de tous' } })
  const page = await visit({ path: '/admin/signalements', as: await app.admin(), viewport: PHONE })
  await page.getByRole('button', { name: 'Voir la personne' }).click()
  await page.getByRole('heading', { name: 'Commentaires (1)' }).waitFor()
  const other = await visit({ path: `/ouvreur/${person.id}`, as: await app.admin() })
  await other.getByRole('link', { name: 'Voir le compte' }).click()
  await other.getByRole('heading', { name: 'Commentaires (1)' }).waitFor()
  const restore = 'Restaurer : Quel nul.'
  await page.getByRole('button', { name: 'Retirer ce que cette personne a publié…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click()
  await other.getByRole('button', { name: restore }).click()
  await toast(other, 'C’est de nouveau affiché.').waitFor()
  await page.getByRole('button', { name: restore }).waitFor({ state: 'detached' })
  const texts = async () => JSON.stringify((await app.call('GET', `/api/climbs/${climb.id}/comments`)).body)
  expect(await texts()).toContain((said.body as { id: string }).id)
  await toast(other, 'C’est de nouveau affiché.').getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('button', { name: restore }).waitFor()
  expect(await texts()).not.toContain('Quel nul.')
})
