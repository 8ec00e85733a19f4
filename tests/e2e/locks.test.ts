import { expect } from 'vitest'
import { live, test } from '../support/browser'

test('[LOCK-1] [LOCK-3] who is writing sees a lock as it falls, reads why, and gets back what was not saved', async ({ app, visit }) => {
  const [writer, boss] = [await app.register('redactrice'), await app.admin()]
  // The browser itself says when a socket is closed on it.
  const page = await visit({ path: '/prises/105', as: writer, expects: /WebSocket/ })
  const guest = await visit({ path: '/prises/105' })
  const admin = await visit({ path: '/prises/105', as: boss })
  await Promise.all([page, guest, admin].map(live))
  const note = page.getByRole('textbox', { name: /^Note partagée/ })
  await expect.poll(() => note.isEditable()).toBe(true)
  await note.fill('elle tourne')
  await page.getByText('Enregistré').first().waitFor()
  // Text that is typed from here on cannot have reached the server when the lock comes.
  await page.context().setOffline(true)
  await note.pressSequentially(', la vis est foirée')

  await admin.getByRole('button', { name: 'Verrouiller…' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Verrouiller' })
  await dialog.getByLabel('Raison').fill('à changer demain')
  await dialog.getByRole('button', { name: 'Verrouiller' }).click()
  await dialog.waitFor({ state: 'detached' })
  await guest.getByText('à changer demain').waitFor()
  await page.context().setOffline(false)

  await page.getByText('à changer demain').waitFor()
  await page.getByText('Votre texte sur la prise B1 n’a pas été enregistré.').waitFor()
  await page.getByText('elle tourne, la vis est foirée').waitFor()
  expect(await note.isEditable()).toBe(false)
  expect(await page.getByRole('button', { name: 'Bac' }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Brosser', exact: true }).isDisabled()).toBe(true)
  expect(await admin.getByRole('button', { name: 'Brosser', exact: true }).isEnabled()).toBe(true)

  await admin.getByRole('button', { name: 'Déverrouiller' }).click()
  await page.getByRole('button', { name: 'Remettre', exact: true }).click()
  await expect.poll(() => note.inputValue()).toBe('elle tourne, la vis est foirée')
  await expect.poll(() => guest.getByRole('textbox', { name: /^Note partagée/ }).inputValue()).toBe('elle tourne, la vis est foirée')
})

test('[LOCK-3] [LOCK-6] a locked wall says so to everybody at its name; its admin opens it again there, or finds it among all that is locked', async ({ app, wall, visit }) => {
  const boss = await app.admin()
  const admin = await visit({ path: '/', as: boss })
  const guest = await visit({ path: '/' })
  await Promise.all([admin, guest].map(live))
  const menu = admin.getByRole('button', { name: /^Mur Petit pan/ })
  await menu.click()
  await admin.getByRole('menuitem', { name: 'Verrouiller le mur…' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Verrouiller' })
  await dialog.getByLabel('Raison').fill('compétition samedi')
  await dialog.getByRole('button', { name: 'Verrouiller' }).click()
  await guest.getByRole('img', { name: 'Mur verrouillé compétition samedi' }).waitFor()
  await menu.click()
  await admin.getByRole('menuitem', { name: 'Déverrouiller le mur' }).click()
  const sign = guest.getByRole('img', { name: /^Mur verrouillé/ })
  await sign.waitFor({ state: 'detached' })

  const other = await app.admin()
  for (const [what, reason] of [[`face/${wall.faceId}`, 'inventaire'], ['hold/106', 'elle tourne']] as const) {
    expect((await app.call('PUT', `/api/admin/locks/${what}`, { token: other.token, body: { reason } })).status).toBe(200)
  }
  await sign.waitFor()
  await menu.click()
  await admin.getByRole('menuitem', { name: 'Tous les verrous' }).click()
  const list = admin.getByRole('table', { name: 'Verrous' }).getByRole('row')
  await list.filter({ hasText: other.username }).filter({ hasText: 'inventaire' }).waitFor()
  await admin.getByRole('button', { name: 'Déverrouiller : Tout le mur, Petit pan' }).click()
  await sign.waitFor({ state: 'detached' })
  await expect.poll(() => list.filter({ has: admin.getByRole('checkbox', { name: /^Choisir/ }) }).count()).toBe(1)
  await list.getByRole('link', { name: /^Prise B2/ }).click()
  await admin.getByText('elle tourne').waitFor()
  await admin.getByRole('button', { name: 'Revoir tout le mur' }).waitFor()
  await admin.getByRole('button', { name: 'Déverrouiller' }).click()
  await admin.goto('/admin/verrous')
  await admin.getByText('Rien n’est verrouillé').waitFor()
})

test('[LOCK-4] [LOCK-5] [HISTORY-1] an admin takes a word away; its author sees it go, and the hold’s history tells it', async ({ app, visit }) => {
  const author = await app.register('vandale')
  await app.call('PUT', '/api/holds/107/annotations', { token: author.token, body: { condition: 'cassee' } })
  const [page, admin] = [await visit({ path: '/prises/107', as: author }), await visit({ path: '/prises/107', as: await app.admin() })]
  await Promise.all([page, admin].map(live))
  const broken = page.getByRole('button', { name: 'Cassée' })
  await expect.poll(() => broken.getAttribute('aria-pressed')).toBe('true')

  await admin.getByRole('button', { name: 'Historique' }).click()
  const history = admin.getByRole('list', { name: 'Historique' })
  await history.getByText('État : Cassée · à confirmer').waitFor()
  await admin.getByRole('button', { name: 'Qui a voté' }).click()
  await admin.getByRole('button', { name: 'Supprimer le vote de vandale' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Supprimer le vote' }).click()
  await admin.getByText('Personne n’a voté').waitFor()
  await expect.poll(() => broken.getAttribute('aria-pressed')).toBe('false')
  await history.getByText('État : « Cassée » ne compte plus').waitFor()
  await history.getByRole('listitem').filter({ hasText: /Un vote supprimé par un admin.*· par / }).waitFor()
  expect(await history.innerText()).not.toContain('vandale')
})
