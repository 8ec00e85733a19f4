import { expect } from 'vitest'
import { live, test, toast } from '../support/browser'

test('[SEE-1] three users vote, and a guest sees the consensus become official', async ({ app, visit }) => {
  const voters = await Promise.all(['vote-un', 'vote-deux', 'vote-trois'].map(app.register))
  const [first, second, third] = voters
  if (!first || !second || !third) throw new Error('three voters were asked for')
  const guest = await visit({ path: '/prises/106' })
  const page = await visit({ path: '/prises/106', as: first })
  await Promise.all([live(guest), live(page)])
  const consensus = guest.getByRole('region', { name: 'Votes des grimpeurs' })
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
  await consensus.getByText(/67\s% · 2 sur 3 votes/).waitFor()
  await guest.getByText(/^3 personnes ont voté/).waitFor()
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

test('[VOTE-6] walking from hold to hold, what is known of each and my own word come from what is here: no question is asked', async ({
  app,
  visit,
}) => {
  const walker = await app.register('promeneuse')
  await app.call('PUT', '/api/holds/108/annotations', { token: walker.token, body: { grip_type: 'pince' } })
  const asked: string[] = []
  const page = await visit({
    path: '/prises/101',
    as: walker,
    before: one => one.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`)),
  })
  await live(page)
  await page.getByRole('heading', { name: 'Prise C1' }).waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: /^Note partagée/ }).isEditable()).toBe(true)
  const before = asked.length
  const seen = new Set<string>()
  for (let step = 0; step < 10; step++) {
    const heading = await page.getByRole('heading', { name: /^Prise [A-C]\d$/ }).innerText()
    seen.add(heading)
    await page.getByRole('button', { name: 'Prise suivante' }).click()
    await expect.poll(() => page.getByRole('heading', { name: /^Prise [A-C]\d$/ }).innerText()).not.toBe(heading)
    if (page.url().endsWith('/108')) expect(await page.getByRole('button', { name: 'Pince' }).getAttribute('aria-pressed')).toBe('true')
  }
  expect(seen.size).toBe(10)
  expect(asked.slice(before).filter(one => one.includes('/api/'))).toEqual([])
  expect(asked.filter(one => one.includes('/annotations'))).toEqual([])
})

test('[CARE-9] whether a hold is still dirty is asked in its card, and answered with one tap', async ({ app, visit }) => {
  const [voter, other] = await Promise.all(['encore-un', 'encore-deux'].map(app.register))
  if (!voter || !other) throw new Error('two voters were asked for')
  const DAYS = 86_400_000
  const vote = ({ token }: { token: string }, hold: number, condition: string) =>
    app.call('PUT', `/api/holds/${hold}/annotations`, { token, body: { condition } })
  const wordOn = async (hold: number) =>
    (
      (await app.call('GET', `/api/holds/${hold}/annotations`, { token: voter.token })).body as {
        user_annotation: { condition: string; updated_at: string }
      }
    ).user_annotation
  app.clock.advance(-45 * DAYS)
  await Promise.all([vote(voter, 107, 'sale'), vote(other, 107, 'sale'), vote(voter, 104, 'usee')])
  app.clock.advance(45 * DAYS)
  const before = await wordOn(107)

  const page = await visit({ path: '/prises/107', as: voter, expects: /WebSocket|ERR_INTERNET_DISCONNECTED/ })
  await live(page)
  const still = page.getByRole('group', { name: 'Toujours sale ?' })
  await still.getByText('Vous avez voté il y a 45 jours').waitFor()
  await page.context().setOffline(true)
  await still.getByRole('button', { name: 'Oui' }).click()
  await toast(page, 'Gardé sur cet appareil, envoyé dès que possible').waitFor()
  await still.waitFor({ state: 'detached' })
  expect(await wordOn(107)).toEqual(before)
  await page.context().setOffline(false)
  await expect.poll(async () => Date.parse((await wordOn(107)).updated_at) - Date.parse(before.updated_at)).toBeGreaterThan(44 * DAYS)
  expect((await wordOn(107)).condition).toBe('sale')

  const guest = await visit({ path: '/prises/107' })
  const asked = guest.getByRole('group', { name: 'Toujours sale ?' })
  await asked.getByText('C’est le vote des grimpeurs').waitFor()
  await asked.getByRole('button', { name: 'Non' }).click()
  await guest.getByRole('dialog').getByLabel('Mot de passe').first().waitFor()
  await guest.keyboard.press('Escape')
  await app.call('PUT', '/api/admin/locks/hold/107', { token: (await app.admin()).token, body: { reason: 'tamponnée' } })
  await asked.getByText('Prise verrouillée · tamponnée').waitFor()
  expect(await asked.getByRole('button', { name: 'Oui' }).isDisabled()).toBe(true)

  await page.goto('/prises/104')
  await page.getByRole('group', { name: 'Toujours usée ?' }).getByRole('button', { name: 'Non' }).click()
  await page.getByRole('group', { name: 'Toujours usée ?' }).waitFor({ state: 'detached' })
  await expect.poll(async () => (await wordOn(104)).condition).toBe('ok')
})
