import { expect } from 'vitest'
import { live, PHONE, test } from '../support/browser'

test('[ADMIN-1] [PEOPLE-9] an admin makes an invitation, and somebody else registers with it', async ({ app, visit }) => {
  const admin = await visit({ path: '/admin/invitations', as: await app.admin() })
  await admin.getByText('Aucune invitation').waitFor()
  await admin.getByLabel('Nombre de comptes').fill('1')
  await admin.getByRole('button', { name: 'Créer un lien' }).click()
  const ready = admin.getByRole('dialog', { name: 'Le lien est prêt' })
  await ready.getByRole('img', { name: 'QR code de l’invitation' }).waitFor()
  const link = new URL(await ready.locator('code').innerText())
  await admin.keyboard.press('Escape')
  await admin.getByText('Reste 1 sur 1').waitFor()

  const guest = await visit({ path: `${link.pathname}${link.hash}`, viewport: PHONE })
  await guest.getByLabel('Nom d’utilisateur').fill('invitee-du-mur')
  await guest.getByLabel('E-mail').fill('invitee@example.org')
  await guest.getByLabel('Mot de passe', { exact: true }).fill('volume-bleu-du-haut-3')
  expect(new URL(guest.url()).hash).toBe('')
  await guest.getByRole('button', { name: 'Créer mon compte' }).click()
  await guest.waitForURL(url => url.pathname === '/')

  const late = await visit({ path: `${link.pathname}${link.hash}` })
  await late.getByText('Cette invitation a déjà été utilisée').waitFor()
})

test('[ADMIN-5] the admins’ pages are for admins; who becomes one sees them at once, who is no more does not', async ({ app, visit }) => {
  const [boss, other] = [await app.admin(), await app.register('bientot-admin')]
  const page = await visit({ path: '/admin/comptes', as: other })
  await page.getByText('Réservé aux admins').waitFor()
  const admin = await visit({ path: '/admin/comptes', as: boss })
  const decide = async (order: string) => {
    await admin.getByRole('button', { name: order, exact: true }).click()
    await admin.getByRole('listitem').getByLabel('Raison').fill('essai')
    await admin.getByRole('button', { name: 'Confirmer' }).click()
    await admin.getByRole('button', { name: 'Confirmer' }).waitFor({ state: 'detached' })
  }
  await admin.getByRole('searchbox', { name: 'Nom ou e-mail' }).fill('bientot-admin')
  await admin.getByRole('table').getByRole('link', { name: 'bientot-admin' }).click()
  await decide('Nommer admin')
  await page.getByRole('table', { name: 'Comptes' }).waitFor()
  await decide('Retirer le rôle d’admin')
  await page.getByText('Réservé aux admins').waitFor()

  await admin.getByRole('link', { name: 'Journal' }).click()
  const log = admin.getByRole('table', { name: 'Journal' })
  await log.getByText(/a retiré le rôle d’admin à bientot-admin/).first().waitFor()
  await admin.getByLabel('Quoi', { exact: true }).selectOption('user')
  await expect.poll(() => log.getByText('s’est connecté').count()).toBe(0)
  await log.getByText(/a nommé bientot-admin admin/).first().waitFor()
})

test('[PEOPLE-7] a climber says who they are, an admin agrees, and the climbs are theirs', async ({ app, visit }) => {
  const climber = await app.register('revenante')
  const { results } = (await app.call('GET', '/api/climbs')).body as {
    results: { setter_id: string | null; setter_name: string | null; source: string }[]
  }
  const theirs = results.find(climb => climb.setter_id !== null && climb.source === 'stokt')
  if (!theirs?.setter_id) throw new Error('an imported setter was looked for')
  const page = await visit({ path: `/ouvreur/${theirs.setter_id}`, as: climber, viewport: PHONE })
  await live(page)
  await page.getByRole('button', { name: 'C’est moi' }).click()
  await page.getByText('Demande envoyée').waitFor()

  const admin = await visit({ path: '/admin/demandes', as: await app.admin() })
  await admin.getByRole('button', { name: 'Confirmer' }).click()
  await admin.getByRole('dialog', { name: /^Fusionner revenante et / }).getByRole('button', { name: 'Fusionner' }).click()
  await admin.getByText('Aucune demande en attente').waitFor()
  await page.goto(`/ouvreur/${climber.id}`)
  await page.getByText(/^\d+ blocs?$/).waitFor()
  await page.getByText('C’est vous').waitFor()
})

test('[KEY-1] a key made on the page works until it is ended there', async ({ app, visit }) => {
  const admin = await visit({ path: '/admin/cles', as: await app.admin() })
  await admin.getByLabel('Nom', { exact: true }).fill('affichage')
  await admin.getByRole('button', { name: 'Créer une clé' }).click()
  const apiKey = await admin.getByRole('dialog').locator('code').innerText()
  await admin.keyboard.press('Escape')
  expect((await app.call('GET', '/api/gyms', { apiKey })).status).toBe(200)
  await admin.getByRole('listitem').filter({ hasText: 'affichage' }).getByRole('button', { name: 'Révoquer' }).click()
  await admin.getByText(/révoquée le/).waitFor()
  expect((await app.call('GET', '/api/gyms', { apiKey })).status).toBe(403)
})

test('[ADMIN-6] on a phone the open page of the admins is in sight among the others; the log is filtered by a name and says what happened in words', async ({ app, visit }) => {
  const [chief, person] = [await app.admin(), await app.register('bruyant')]
  await app.call('POST', `/api/admin/users/${person.id}/mute`, { token: chief.token, body: { reason: 'trop fort' } })
  const { results } = (await app.call('GET', '/api/climbs')).body as { results: { setter_id: string | null }[] }
  for (const setter of new Set(results.map(({ setter_id }) => setter_id)))
    if (setter !== null) await app.call('POST', `/api/users/${setter}/claim`, { token: person.token, body: {} })
  const page = await visit({ path: '/admin/journal', as: chief, viewport: PHONE })
  await page.getByRole('link', { name: /Demandes\s*\d/ }).waitFor()
  const tab = page.getByRole('link', { name: 'Journal' })
  await expect.poll(async () => {
    const box = await tab.boundingBox()
    return box !== null && box.x >= 0 && box.x + box.width <= PHONE.width
  }).toBe(true)
  await page.getByLabel('Sur quoi (nom)').fill('bruyant')
  await page.getByText('Raison : trop fort').waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'a bloqué l’écriture pour bruyant' }).count()).toBe(1)
})

test('[SEE-4] the word on privacy is there in both languages', async ({ visit }) => {
  const [french, english] = [await visit({ path: '/confidentialite', viewport: PHONE }), await visit({ path: '/privacy', locale: 'en-GB' })]
  await french.getByRole('heading', { name: 'Confidentialité' }).waitFor()
  await french.getByText('Effacées après 90 jours.').waitFor()
  await english.getByRole('heading', { name: 'Privacy' }).waitFor()
  await english.getByText('Erased after 90 days.').waitFor()
})

test('[AUDIT-7] the log is sorted by its columns, and what another admin does comes with the change that it brings', async ({ app, visit }) => {
  const [chief, other] = [await app.admin(), await app.admin()]
  const page = await visit({ path: '/admin/journal', as: chief, before: page => void page.clock.install() })
  const table = page.getByRole('table', { name: 'Journal' })
  const people = async (): Promise<string[]> => (await table.locator('tbody tr td:nth-child(2)').allInnerTexts()).map(text => text.trim())
  await table.getByRole('button', { name: 'Personne' }).click()
  const ascending = [...await people()].sort((a, b) => a.localeCompare(b, 'fr'))
  expect(ascending.length).toBeGreaterThan(1)
  await expect.poll(people).toEqual(ascending)
  await table.getByRole('button', { name: 'Personne' }).click()
  await expect.poll(people).toEqual([...ascending].sort((a, b) => b.localeCompare(a, 'fr')))

  await live(page)
  await page.clock.pauseAt(Date.now() + 60_000)
  await app.call('PUT', '/api/admin/locks/hold/110', { token: other.token, body: { reason: 'trop glissante' } })
  // The entry itself comes with the admins' feed; the page asks for nothing by the clock.
  await expect.poll(async () => {
    await page.clock.runFor(20)
    return table.getByText('trop glissante').count()
  }).toBeGreaterThan(0)
})
