import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { graveTroubles, smallTargets } from '../support/axe'
import { connectionPill, live, PHONE, setClimb, test, toast } from '../support/browser'

const comments = (page: Page) => page.getByRole('region', { name: 'Commentaires' })
const by = (page: Page, name: string) => comments(page).getByRole('article', { name: `Commentaire de ${name}` })

test('[COMMENT-4] [COMMENT-10] [COMMENT-11] comments, answers and what an admin hides or deletes are seen at once, and what is written offline is sent later', async ({
  app, wall: { faceId }, visit,
}) => {
  const [setter, writer, admin] = [await app.register('ouvreuse'), await app.register('bavarde'), await app.admin()]
  const climb = await setClimb(app, setter.token, { face_id: faceId, name: 'Bloc bavard' })
  const path = `/bloc/${climb.id}`
  const [desk, phone, boss] = [
    await visit({ path, as: writer, expects: /ERR_INTERNET_DISCONNECTED|WebSocket/ }),
    await visit({ path, as: setter, viewport: PHONE }),
    await visit({ path, as: admin }),
  ]
  await Promise.all([live(desk), live(phone), live(boss)])
  await comments(desk).getByText('Pas encore de commentaire').waitFor()
  await comments(desk).getByLabel('Votre commentaire').fill('Le crochet talon passe bien.\nEt le top ?')
  await comments(desk).getByRole('button', { name: 'Envoyer' }).click()

  await phone.getByRole('button', { name: 'Ouvrir le panneau' }).click()
  await by(phone, 'bavarde').getByText('Le crochet talon passe bien.').waitFor()
  await by(phone, 'bavarde').getByRole('button', { name: 'Répondre à bavarde' }).click()
  await comments(phone).getByLabel('Votre réponse').fill('À deux mains !')
  await comments(phone).getByRole('button', { name: 'Envoyer' }).first().click()
  await by(desk, 'ouvreuse').getByText('À deux mains !').waitFor()
  await comments(desk).getByRole('heading', { name: '2 commentaires' }).waitFor()

  await by(desk, 'bavarde').getByRole('button', { name: 'Modifier le commentaire' }).click()
  await by(desk, 'bavarde').getByLabel('Modifier le commentaire').fill('Talon, et tu voles.')
  await by(desk, 'bavarde').getByRole('button', { name: 'Enregistrer' }).click()
  await by(phone, 'bavarde').getByText('modifié').waitFor()

  await by(boss, 'bavarde').getByRole('button', { name: 'Masquer le commentaire' }).click()
  await boss.getByRole('dialog').getByLabel('Raison (facultative)').fill('Hors sujet')
  await boss.getByRole('dialog').getByRole('button', { name: 'Masquer' }).click()
  for (const page of [desk, phone, boss]) await comments(page).getByText('Ce commentaire n’est plus là.').waitFor()
  const mine = await visit({ path: '/moi/corbeille', as: writer, viewport: PHONE })
  await mine.getByText('Talon, et tu voles.').waitFor()
  await mine.getByText('Raison : Hors sujet').waitFor()
  await boss.getByRole('button', { name: 'Annuler' }).click()
  await by(phone, 'bavarde').getByText('Talon, et tu voles.').waitFor()
  await mine.getByText('La corbeille est vide').waitFor()

  await by(boss, 'bavarde').getByRole('button', { name: 'Supprimer le commentaire' }).click()
  await boss.getByRole('dialog').getByLabel('Raison (facultative)').fill('Insultant')
  await boss.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await by(phone, 'bavarde').waitFor({ state: 'detached' })
  await mine.getByText('Raison : Insultant').waitFor()
  await toast(boss, /Commentaire supprimé/).getByRole('button', { name: 'Annuler' }).click()
  await by(phone, 'bavarde').getByText('Talon, et tu voles.').waitFor()
  await mine.getByText('La corbeille est vide').waitFor()

  await desk.context().setOffline(true)
  await comments(desk).getByLabel('Votre commentaire').fill('Écrit sans réseau')
  await comments(desk).getByRole('button', { name: 'Envoyer' }).click()
  await comments(desk).getByText('En attente d’envoi').waitFor()
  expect(await comments(phone).getByText('Écrit sans réseau').count()).toBe(0)
  await desk.context().setOffline(false)
  await comments(phone).getByText('Écrit sans réseau').waitFor()
  await comments(desk).getByText('En attente d’envoi').waitFor({ state: 'detached' })

  const last = by(desk, 'bavarde').filter({ hasText: 'Écrit sans réseau' })
  await last.getByRole('button', { name: 'Supprimer le commentaire' }).click()
  await comments(phone).getByText('Écrit sans réseau').waitFor({ state: 'detached' })
  await toast(desk, /Commentaire supprimé/).getByRole('button', { name: 'Annuler' }).click()
  await comments(phone).getByText('Écrit sans réseau').waitFor()
  for (const page of [desk, phone, boss]) expect([...await graveTroubles(page), ...await smallTargets(page)]).toEqual([])
  expect(await connectionPill(desk).textContent()).not.toMatch(/en attente/)
})
