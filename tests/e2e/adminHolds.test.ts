import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { live, PHONE, setClimb, tapHold, test, toast } from '../support/browser'

test('[GYM-8] [REPORT-13] a hold leaves the wall and a vote is removed, on every screen at once, and both come back with one tap', async ({ app, visit, wall }) => {
  const [admin, voter] = [await app.admin(), await app.register('votante')]
  await app.call('PUT', '/api/holds/105/annotations', { token: voter.token, body: { grip_type: 'bac' } })
  const climb = await setClimb(app, voter.token, { face_id: wall.faceId, name: 'Traversée du bac' })
  const [desk, hold, card] = [
    await visit({ path: '/prises/105', as: admin }),
    await visit({ path: '/prises/105', viewport: PHONE, as: voter }),
    await visit({ path: `/bloc/${climb.id}` }),
  ]
  await Promise.all([desk, hold, card].map(live))
  await desk.getByRole('button', { name: 'Enlever du mur…' }).click()
  await desk.getByLabel('Raison').fill('Fissurée')
  await desk.getByRole('button', { name: 'Enlever du mur', exact: true }).click()
  await hold.getByText('Cette prise n’est plus sur le mur').waitFor()
  await card.getByText(/n’est plus sur le mur/).first().waitFor()
  const setting = await visit({ path: '/ouvrir', as: voter })
  await live(setting)
  await tapHold(setting, 105)
  await toast(setting, 'Cette prise n’est plus sur le mur').waitFor()
  await toast(desk, /n’est plus sur le mur/).getByRole('button', { name: 'Annuler' }).click()
  await hold.getByText('Cette prise n’est plus sur le mur').waitFor({ state: 'detached' })

  const mine = hold.getByRole('group', { name: /^Type/ }).getByRole('button', { name: 'Bac', pressed: true })
  await mine.waitFor()
  await desk.getByRole('button', { name: 'Qui a voté' }).click()
  await desk.getByRole('button', { name: 'Supprimer le vote de votante' }).click()
  expect(await graveTroubles(desk)).toEqual([])
  await desk.getByRole('dialog').getByRole('button', { name: 'Supprimer le vote' }).click()
  await mine.waitFor({ state: 'detached' })
  await toast(desk, 'L’annotation de votante est supprimée.').getByRole('button', { name: 'Annuler' }).click()
  await mine.waitFor()
})

test('[LOCK-10] the chosen holds are locked at once for everybody, and unlocked by one undo', async ({ app, visit }) => {
  const [desk, phone] = [await visit({ path: '/prises', as: await app.admin() }), await visit({ path: '/prises/109', viewport: PHONE })]
  await Promise.all([live(desk), live(phone)])
  await desk.getByRole('button', { name: 'Choisir plusieurs prises' }).first().click()
  await tapHold(desk, 101)
  await tapHold(desk, 109)
  await desk.getByRole('heading', { name: '2 prises' }).waitFor()
  await desk.getByRole('button', { name: 'Verrouiller ces prises…' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Raison').fill('On resserre tout')
  await dialog.getByRole('button', { name: 'Verrouiller', exact: true }).click()
  await phone.getByText('On resserre tout').waitFor()
  expect(((await app.call('GET', '/api/admin/audit?action=face.lock_holds', { token: (await app.admin()).token })).body as { count: number }).count).toBe(1)
  await toast(desk, '2 prises verrouillées.').getByRole('button', { name: 'Annuler' }).click()
  await phone.getByText('On resserre tout').waitFor({ state: 'detached' })
})

test('[GYM-4] a feet rule is added, renamed with its climbs, and put back', async ({ app, visit, wall }) => {
  const [admin, setter] = [await app.admin(), await app.register('pieds-nus')]
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Pieds libres', feet_rule: 'Feet follow hands' })
  const [desk, card] = [await visit({ path: `/admin/salle/${wall.faceId}`, as: admin }), await visit({ path: `/bloc/${climb.id}`, viewport: PHONE })]
  await Promise.all([live(desk), live(card)])
  const rules = desk.getByRole('region', { name: 'Règles de pieds' })
  await rules.getByRole('button', { name: 'Renommer : Feet follow hands' }).click()
  await rules.getByLabel('Nouveau nom').fill('Pieds des mains')
  await rules.getByRole('button', { name: 'Enregistrer' }).click()
  await card.getByText('Pieds des mains').waitFor()
  await toast(desk, 'Enregistré.').getByRole('button', { name: 'Annuler' }).click()
  await card.getByText('Pieds des mains').waitFor({ state: 'detached' })
  await rules.getByLabel('Nouvelle règle').fill('Sans pieds')
  await rules.getByRole('button', { name: 'Ajouter' }).click()
  await rules.getByRole('button', { name: 'Supprimer : Sans pieds' }).click()
  await rules.getByText('Sans pieds').waitFor({ state: 'detached' })
  expect((await app.call('GET', `/api/faces/${wall.faceId}/setup`)).body).toMatchObject({ feet_rules_options: ['All holds', 'Feet follow hands'] })
})
