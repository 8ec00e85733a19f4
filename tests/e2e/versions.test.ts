import { expect } from 'vitest'
import { live, test, toast } from '../support/browser'

test('[HISTORY-4] [HISTORY-5] a kept version is read beside today, and an admin puts a note of it back, seen by who has it open', async ({
  app,
  wall,
  visit,
}) => {
  const [writer, boss] = [await app.register('plumitive'), await app.admin()]
  const page = await visit({ path: '/prises/105', as: writer })
  await live(page)
  const note = page.getByRole('textbox', { name: /^Note partagée/ })
  await expect.poll(() => note.isEditable()).toBe(true)
  const versions = async () => ((await app.call('GET', `/api/documents/sheet/${wall.faceId}/versions`)).body as { count: number }).count
  await note.fill('le pouce tient')
  await expect.poll(versions).toBe(1)
  await page.getByText('Enregistré').first().waitFor()
  app.clock.advance(3_600_000)
  await note.fill('effacé par erreur')
  await expect.poll(versions).toBe(2)

  const admin = await visit({ path: '/prises/versions', as: boss })
  await admin.getByRole('link', { name: /1 note/ }).click()
  await admin.getByText('le pouce tient').waitFor()
  await admin.getByText('effacé par erreur').waitFor()
  await note.fill('effacé par erreur, pardon')
  await admin.getByText('effacé par erreur, pardon').waitFor()
  await admin.getByRole('button', { name: 'Restaurer la note de la prise B1' }).click()
  await admin.getByText('Comme aujourd’hui').waitFor()
  await expect.poll(() => note.inputValue()).toBe('le pouce tient')
  expect(await versions()).toBe(3)

  const guest = await visit({ path: new URL(admin.url()).pathname })
  await guest.getByText('Comme aujourd’hui').waitFor()
  expect(await guest.getByRole('button', { name: /^Restaurer/ }).count()).toBe(0)

  await admin.goto(new URL('/prises/versions', admin.url()).href)
  await admin.getByRole('button', { name: 'Réinitialiser les notes et dessins' }).click()
  await toast(admin, 'Réinitialisation faite').waitFor()
  await admin.getByText('avant une réinitialisation').waitFor()
  await expect.poll(() => note.inputValue()).toBe('le pouce tient')
  await note.fill('le pouce tient encore')
  await expect.poll(() => page.getByText('Enregistré').first().isVisible()).toBe(true)
})
