import { expect } from 'vitest'
import { live, test } from '../support/browser'

test('[SEE-1] three users vote, and a guest sees the consensus become official', async ({ app, visit }) => {
  const voters = await Promise.all(['vote-un', 'vote-deux', 'vote-trois'].map(app.register))
  const [first, second, third] = voters
  if (!first || !second || !third) throw new Error('three voters were asked for')
  const guest = await visit({ path: '/prises/106' })
  const page = await visit({ path: '/prises/106', as: first })
  await Promise.all([live(guest), live(page)])
  const consensus = guest.getByRole('region', { name: 'Ce qu’en disent les grimpeurs' })
  expect(await consensus.count()).toBe(0)

  const types = page.getByRole('group', { name: /^Type/ })
  await types.getByRole('button', { name: 'Bac' }).click()
  await types.getByText('Enregistré').waitFor()
  expect(await types.getByRole('button', { name: 'Bac' }).getAttribute('aria-pressed')).toBe('true')
  await consensus.getByText('Pas assez de votes (1/3)').waitFor()

  const vote = (token: string, grip_type: string) => app.call('PUT', '/api/holds/106/annotations', { token, body: { grip_type } })
  await vote(second.token, 'plat')
  await consensus.getByText('Pas assez de votes (2/3)').waitFor()
  await vote(third.token, 'bac')
  await consensus.getByText('Officiel').waitFor()
  await consensus.getByText('Bac').waitFor()
  await consensus.getByText('2 sur 3').waitFor()
  await guest.getByText('3 avis', { exact: false }).waitFor()
})

test('[SEE-1] a climb says which of its holds need work, as soon as it is official', async ({ app, visit }) => {
  const voters = await Promise.all(['brosse-un', 'brosse-deux'].map(app.register))
  const page = await visit()
  await live(page)
  await page.getByRole('link', { name: /sous_ligne/ }).click()
  await page.getByRole('heading', { name: 'sous_ligne' }).waitFor()
  for (const { token } of voters) await app.call('PUT', '/api/holds/110/annotations', { token, body: { condition: 'a_brosser' } })
  await page.getByText('1 prise à brosser').waitFor()
})
