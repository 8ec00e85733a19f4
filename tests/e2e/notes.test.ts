import { expect } from 'vitest'
import { live, PHONE, test } from '../support/browser'

test('[SEE-1] two people write into the same note at once, see each other, end with the same text, and a climber reads it as it comes', async ({ app, visit }) => {
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
  await Promise.all([noteOf(one).pressSequentially(`${left}\n`, { delay: 10 }), noteOf(other).pressSequentially(`${right}\n`, { delay: 10 })])

  await expect.poll(async () => await noteOf(one).inputValue() === await noteOf(other).inputValue(), { timeout: 10_000 }).toBe(true)
  const text = await noteOf(one).inputValue()
  expect(text.trimEnd().split('\n').sort()).toEqual([left, right])
  await expect.poll(() => noteOf(climber).inputValue()).toBe(text)
  expect(await noteOf(climber).isEditable()).toBe(false)
  await one.getByText('Dans la note : encre').waitFor()
  await other.getByText('Dans la note : plume').waitFor()
  await Promise.all([one, other].map(page => page.getByText('Enregistré').first().waitFor()))

  await one.reload()
  await expect.poll(() => noteOf(one).inputValue()).toBe(text)
})
