import { expect } from 'vitest'
import { live, PHONE, test, toast } from '../support/browser'

test('[SEE-1] [EDIT-8] two people write into the same note at once, see each other, end with the same text, which a climber reads as it comes, and each take back only their own', async ({ app, visit }) => {
  const accounts = [await app.register('plume'), await app.register('encre')]
  const [one, other] = await Promise.all(accounts.map(account => visit({ path: '/prises/105', as: account })))
  if (!one || !other) throw new Error('two pages were asked for')
  const climber = await visit({ path: '/prises/105', viewport: PHONE })
  const noteOf = (page: typeof one) => page.getByRole('textbox', { name: /^Note partagée/ })
  await Promise.all([one, other].map(async page => {
    await live(page)
    await expect.poll(() => noteOf(page).isEditable()).toBe(true)
  }))

  const [left, right] = ['brosser avant de partir', 'le pouce tient derrière']
  await Promise.all([
    noteOf(one).pressSequentially(`${left}\n`, { delay: 10 }),
    noteOf(other).pressSequentially(`${right}\n`, { delay: 10 }),
  ])

  await expect.poll(async () => await noteOf(one).inputValue() === await noteOf(other).inputValue()).toBe(true)
  const text = await noteOf(one).inputValue()
  expect(text.trimEnd().split('\n').sort()).toEqual([left, right])
  await expect.poll(() => noteOf(climber).inputValue()).toBe(text)
  expect(await noteOf(climber).isEditable()).toBe(false)
  await one.getByText('Dans la note : encre').waitFor()
  await other.getByText('Dans la note : plume').waitFor()
  await Promise.all([one, other].map(page => page.getByText('Enregistré').first().waitFor()))

  const undo = one.getByRole('button', { name: 'Annuler ma dernière action' })
  while (await undo.isEnabled()) await undo.click()
  await expect.poll(async () => (await noteOf(other).inputValue()).trimEnd(), { timeout: 20_000 }).toBe(right)
  const redo = one.getByRole('button', { name: 'Rétablir', exact: true })
  while (await redo.isEnabled()) await redo.click()
  await expect.poll(() => noteOf(other).inputValue(), { timeout: 20_000 }).toBe(text)

  await one.reload()
  await expect.poll(() => noteOf(one).inputValue(), { timeout: 20_000 }).toBe(text)
})

test('[PEOPLE-11] who is muted reads so at once at the note, the tasks and the sheet, and writes again once they may', async ({
  app,
  visit,
}) => {
  const [person, boss] = [await app.register('bavarde'), await app.admin()]
  const order = async (verb: string) =>
    expect((await app.call('POST', `/api/admin/users/${person.id}/${verb}`, { token: boss.token, body: {} })).status).toBe(200)
  // The browser itself says when a socket is closed on it.
  const page = await visit({ path: '/prises/105', as: person, expects: /WebSocket/ })
  const note = page.getByRole('textbox', { name: /^Note partagée/ })
  await expect.poll(() => note.isEditable()).toBe(true)
  await order('mute')
  await toast(page, 'Un admin a bloqué votre écriture.').waitFor()
  const words = page.locator('.panel').getByText('Un admin a bloqué votre écriture.')
  await expect.poll(() => words.count()).toBe(2)
  expect(await note.isEditable()).toBe(false)
  expect(await page.getByRole('button', { name: 'Brosser', exact: true }).isDisabled()).toBe(true)
  expect(await page.getByText('Connectez-vous').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Bac' }).isEnabled()).toBe(true)

  await page.goto('/prises/feuille')
  await page.getByText('Un admin a bloqué votre écriture.').waitFor()
  await order('unmute')
  await page.getByRole('button', { name: 'Zone', exact: true }).waitFor()
})
