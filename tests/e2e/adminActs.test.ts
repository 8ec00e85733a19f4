import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { live, PHONE, setClimb, test, toast } from '../support/browser'
import { findNetwork, kept, loseNetwork } from '../support/keptApp'
import { startProxy } from '../support/proxy'

const listed = (page: Page, name: string) => page.getByRole('list', { name: 'Blocs' }).getByRole('link', { name: new RegExp(name) })

/** An admin decides about the person whose page is open. */
async function decide(page: Page, decision: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: decision, exact: true }).click()
  await page.getByRole('listitem').getByLabel('Raison').fill(reason)
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByRole('button', { name: 'Confirmer' }).waitFor({ state: 'detached' })
}

test('[NOTICE-3] [MOD-1] [MOD-3] [LOCK-1] [PEOPLE-14] [AUDIT-8] what an admin decides is seen by a setter, by a guest, and by who was offline', async ({ app, visit, wall, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const [admin, author] = [await app.admin(), await app.register('ouvreur-du-jour')]
  const kept1 = await setClimb(app, author.token, { face_id: wall.faceId, name: 'Bloc masqué' })
  const kept2 = await setClimb(app, author.token, { face_id: wall.faceId, name: 'Bloc repris' })
  const [log, setter, guest, away] = [
    await visit({ path: '/admin/journal', as: admin }),
    await visit({ viewport: PHONE, as: author }),
    await visit(),
    await visit({ viewport: PHONE, through: proxy.url, expects: /ERR_|WebSocket|fetching the script|Failed to|status of 5/ }),
  ]
  await Promise.all([setter, guest, away].map(live))
  await Promise.all([setter, guest, away].map(page => listed(page, 'Bloc repris').waitFor()))
  await kept(away)
  await loseNetwork(proxy, away)

  const act = async (method: string, path: string, body: object = {}) => {
    const { status, body: answer } = await app.call(method, path, { token: admin.token, body })
    expect(status).toBeLessThan(300)
    return answer as { id: string; audit_id: string }
  }
  const notice = await act('POST', '/api/admin/notices', { feed: 'global', level: 'danger', title: 'Jeudi', text: 'Le mur est démonté à 14 h.' })
  await Promise.all([setter, guest, log].map(page => page.getByText('Le mur est démonté à 14 h.').first().waitFor()))
  await act('POST', `/api/admin/climbs/${kept1.id}/hide`, { reason: 'Doublon' })
  const hidden = await act('POST', `/api/admin/climbs/${kept2.id}/hide`, { reason: 'Par erreur' })
  await Promise.all(['Bloc masqué', 'Bloc repris'].map(name => listed(guest, name).waitFor({ state: 'detached' })))
  await act('POST', `/api/admin/audit/${hidden.audit_id}/undo`)
  await Promise.all([setter, guest].map(page => listed(page, 'Bloc repris').waitFor()))
  await act('PUT', `/api/admin/locks/face/${wall.faceId}`, { reason: 'Nettoyage du mur' })
  await Promise.all([setter, guest].map(page => page.getByText('Nettoyage du mur').first().waitFor()))
  await act('POST', `/api/admin/climbs/${kept1.id}/restore`, { reason: 'Ce n’était pas un doublon' })
  await Promise.all([setter, guest].map(page => listed(page, 'Bloc masqué').waitFor()))
  await act('POST', `/api/admin/climbs/${kept1.id}/hide`, { reason: 'Doublon quand même' })
  await listed(guest, 'Bloc masqué').waitFor({ state: 'detached' })
  await act('PATCH', `/api/admin/notices/${notice.id}`, { text: 'Le mur est démonté à 15 h.' })
  await guest.getByText('Le mur est démonté à 15 h.').first().waitFor()
  await log.getByText(/a masqué.*Bloc masqué/).first().waitFor()

  await findNetwork(proxy, away)
  await live(away)
  await listed(away, 'Bloc masqué').waitFor({ state: 'detached' })
  await listed(away, 'Bloc repris').waitFor()
  await away.getByText('Le mur est démonté à 15 h.').first().waitFor()
  await away.getByText('Nettoyage du mur').first().waitFor()
  await app.call('DELETE', `/api/admin/locks/face/${wall.faceId}`, { token: admin.token })
  await Promise.all([setter, guest, away].map(page => page.getByText('Nettoyage du mur').first().waitFor({ state: 'detached' })))

  await setter.getByRole('navigation', { name: 'Menu' }).getByText('Ouvrir').tap()
  await log.goto(`/admin/comptes/${author.id}`)
  await decide(log, 'Bloquer l’écriture', 'Noms de blocs injurieux')
  await toast(setter, 'Noms de blocs injurieux').waitFor()
  await setter.getByText('Noms de blocs injurieux', { exact: false }).first().waitFor()
  await toast(log, 'C’est fait').getByRole('button', { name: 'Annuler' }).click()
  await setter.getByText('Noms de blocs injurieux', { exact: false }).first().waitFor({ state: 'detached' })
  await decide(log, 'Désactiver le compte', 'Compte partagé')
  await setter.getByText('Ce compte a été désactivé', { exact: false }).first().waitFor()
})

test('[REPORT-9] who reports a climb on a phone is told when an admin hid it and answered, and reads it on their page', async ({ app, visit, wall }) => {
  const [admin, reporter, setter] = [await app.admin(), await app.register('vigilante'), await app.register('ouvreur-du-soir')]
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Bloc signalé' })
  const page = await visit({ path: `/bloc/${climb.id}`, viewport: PHONE, as: reporter })
  await live(page)
  // The low sheet rises to the control that has the keyboard.
  const ask = page.getByRole('button', { name: 'Signaler ce bloc' })
  await ask.focus()
  await ask.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Le bloc existe déjà').check()
  await dialog.getByRole('button', { name: 'Envoyer' }).click()
  await toast(page, 'Signalement envoyé').waitFor()
  const desk = await visit({ path: '/admin/signalements', as: admin })
  await desk.getByLabel('Raison').fill('Doublon du bloc jaune')
  await desk.getByRole('button', { name: 'Masquer le bloc' }).click()
  await toast(desk, 'Bloc masqué').waitFor()
  await desk.getByLabel('Réponse').fill('Merci, il est masqué.')
  await desk.getByRole('button', { name: 'Traité', exact: true }).click()
  await toast(page, 'Un admin a répondu à votre signalement').waitFor()
  await page.getByRole('button', { name: 'Lire' }).click()
  await page.getByText('Merci, il est masqué.').waitFor()
  expect(JSON.stringify((await app.call('GET', '/api/users/me/bin', { token: setter.token })).body)).toContain('Doublon du bloc jaune')
})

test('[PEOPLE-14] [PEOPLE-15] [PEOPLE-17] who was muted or shut out with no network reads it once they are back, and nothing that waited gets in', async ({ app, visit, wall, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const [gone, stays] = [await app.register('absente'), await app.register('présente')]
  const climb = await setClimb(app, stays.token, { face_id: wall.faceId, name: 'Bloc du silence' })
  const desk = await visit({ path: `/admin/comptes/${gone.id}`, as: await app.admin() })
  const here = await visit({ path: '/prises/105', as: stays })
  const away = await visit({
    path: `/bloc/${climb.id}`, as: gone, through: proxy.url, expects: /ERR_|WebSocket|fetching the script|Failed to|status of (4|5)/,
  })
  const note = (page: Page) => page.getByRole('textbox', { name: /^Note partagée/ })
  const comment = async (text: string) => {
    await away.getByLabel('Votre commentaire').fill(text)
    await away.getByRole('button', { name: 'Envoyer' }).click()
    await away.getByText('En attente d’envoi').first().waitFor()
  }
  await Promise.all([live(away), live(here)])
  await kept(away)

  await loseNetwork(proxy, away)
  await comment('Avant le silence')
  await decide(desk, 'Bloquer l’écriture', 'Propos injurieux')
  await findNetwork(proxy, away)
  await away.getByText('Propos injurieux', { exact: false }).first().waitFor()
  await decide(desk, 'Débloquer l’écriture', '')
  await away.getByLabel('Votre commentaire').waitFor()

  await away.goto('/prises/105')
  await expect.poll(() => note(away).isEditable()).toBe(true)
  await loseNetwork(proxy, away)
  await note(away).fill('Trop tard')
  await away.getByRole('group', { name: /^Type/ }).getByRole('button', { name: 'Bac' }).click()
  await away.goto(`/bloc/${climb.id}`)
  await comment('Après coup')
  await note(here).fill('Ce que les autres écrivent')
  await here.getByText('Enregistré').first().waitFor()
  await decide(desk, 'Désactiver le compte', 'Compte partagé')
  await findNetwork(proxy, away)
  await away.getByText('Ce compte a été désactivé', { exact: false }).first().waitFor()

  const comments = JSON.stringify((await app.call('GET', `/api/climbs/${climb.id}/comments`)).body)
  for (const text of ['Avant le silence', 'Après coup']) expect(comments).not.toContain(text)
  expect((await app.call('GET', '/api/holds/105/annotations', { token: stays.token })).body).toMatchObject({ consensus: { total_annotators: 0 } })
  await here.reload()
  await expect.poll(() => note(here).inputValue()).toBe('Ce que les autres écrivent')
})
