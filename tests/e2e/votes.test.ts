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

test('[VOTE-6] walking from hold to hold, what is known of each and my own word come from what is here: no question is asked', async ({ app, visit }) => {
  const walker = await app.register('promeneuse')
  await app.call('PUT', '/api/holds/108/annotations', { token: walker.token, body: { grip_type: 'pince' } })
  const asked: string[] = []
  const page = await visit({ path: '/prises/101', as: walker, before: one => one.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`)) })
  await live(page)
  await page.getByRole('heading', { name: 'Prise 101' }).waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: /^Note partagée/ }).isEditable()).toBe(true)
  const before = asked.length
  const seen = new Set<string>()
  for (let step = 0; step < 10; step++) {
    const heading = await page.getByRole('heading', { name: /^Prise \d+$/ }).innerText()
    seen.add(heading)
    await page.getByRole('button', { name: 'Prise suivante' }).click()
    await expect.poll(() => page.getByRole('heading', { name: /^Prise \d+$/ }).innerText()).not.toBe(heading)
    if (page.url().endsWith('/108')) expect(await page.getByRole('button', { name: 'Pince' }).getAttribute('aria-pressed')).toBe('true')
  }
  expect(seen.size).toBe(10)
  expect(asked.slice(before).filter(one => one.includes('/api/'))).toEqual([])
  expect(asked.filter(one => one.includes('/annotations'))).toEqual([])
})
