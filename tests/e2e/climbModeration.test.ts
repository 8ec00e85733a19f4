import { expect } from 'vitest'
import { live, PHONE, setClimb, test } from '../support/browser'

test('[MOD-1] [MOD-2] [MOD-5] [MOD-8] [AUDIT-16] an admin hides, corrects and undoes, and a guest and the setter see each at once', async ({ app, visit, wall: { faceId } }) => {
  const [admin, setter] = [await app.admin(), await app.register('ouvreuse')]
  const climb = await setClimb(app, setter.token, { face_id: faceId, name: 'Trop proche' })
  await setClimb(app, setter.token, { face_id: faceId, name: 'Trop loin' })
  const [desk, guest, mine] = [
    await visit({ path: `/bloc/${climb.id}`, as: admin }),
    await visit({ viewport: PHONE }),
    await visit({ path: `/bloc/${climb.id}`, viewport: PHONE, as: setter }),
  ]
  await Promise.all([live(desk), live(guest), live(mine)])
  const list = guest.getByRole('list', { name: 'Blocs' })
  const listed = list.getByRole('link', { name: /Trop proche/ })
  await listed.waitFor()

  await desk.getByRole('button', { name: 'Masquer…' }).click()
  await desk.getByRole('dialog').getByLabel('Raison (facultative)').fill('Doublon du bloc bleu')
  await desk.getByRole('dialog').getByRole('button', { name: 'Masquer' }).click()
  await listed.waitFor({ state: 'detached' })
  await mine.getByText('Un admin a masqué ce bloc').waitFor()
  await mine.getByText(/Doublon du bloc bleu/).waitFor()
  await desk.getByRole('button', { name: 'Annuler' }).click()
  await listed.waitFor()
  await mine.getByRole('heading', { name: 'Trop proche' }).waitFor()

  await desk.getByRole('button', { name: 'Choisir', exact: true }).click()
  await desk.getByRole('checkbox', { name: 'Trop proche' }).check()
  await desk.getByRole('checkbox', { name: 'Trop loin' }).check()
  await desk.getByRole('button', { name: 'Corriger 2 blocs…' }).click()
  await desk.getByRole('dialog').getByLabel('Cotation').selectOption('7A')
  await desk.getByRole('dialog').getByRole('button', { name: 'Corriger 2 blocs' }).click()
  await list.getByRole('link', { name: /Trop proche.*7A/ }).waitFor()
  await list.getByRole('link', { name: /Trop loin.*7A/ }).waitFor()

  await desk.getByRole('button', { name: 'Choisir', exact: true }).click()
  await desk.getByRole('checkbox', { name: /blocs affichés/ }).check()
  await desk.getByRole('button', { name: /^Masquer \d+ blocs…$/ }).click()
  await desk.getByRole('dialog').getByRole('button', { name: /^Masquer \d+ blocs$/ }).click()
  await guest.getByText('Pas encore de bloc').waitFor()
  await desk.goto('/admin/blocs')
  await desk.getByRole('button', { name: /^Restaurer\s*: Trop loin$/ }).click()
  await list.getByRole('link', { name: /Trop loin/ }).waitFor()
  expect(await list.getByRole('link', { name: /Trop proche/ }).count()).toBe(0)
  await desk.getByRole('checkbox', { name: /Les \d+ blocs de cette page/ }).check()
  await desk.getByRole('button', { name: /^Restaurer \d+ blocs$/ }).click()
  await list.getByRole('link', { name: /Trop proche/ }).waitFor()

  await desk.goto('/admin/journal')
  await desk.getByRole('button', { name: /^Voir lesquels\s*: .*modifié 2 blocs/ }).click()
  await desk.getByRole('listitem').getByRole('button', { name: 'Trop loin' }).click()
  await desk.getByText('Seulement : Trop loin').waitFor()
})
