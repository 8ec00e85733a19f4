import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { connectionPill, live, test } from '../support/browser'
import { findNetwork, kept, loseNetwork } from '../support/keptApp'
import { startProxy } from '../support/proxy'

const offline = /ERR_|WebSocket|fetching the script|status of 5/
const noteOf = (page: Page) => page.getByRole('textbox', { name: /^Note partagée/ })
const types = (page: Page) => page.getByRole('group', { name: /^Type/ })
const isChosen = (page: Page, name: string) => types(page).getByRole('button', { name }).getAttribute('aria-pressed')
const waits = (page: Page, count: number) => connectionPill(page).filter({ hasText: `Hors ligne · ${count} en attente` }).waitFor()

/** The hold's card with its documents read, and everything kept for later. */
async function ready(page: Page): Promise<void> {
  await live(page)
  await kept(page)
  await expect.poll(() => noteOf(page).isEditable()).toBe(true)
}

test('[LOCAL-5] two people vote and write on the same hold with no network, one reloads; back again all of it arrives once', async ({ app, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const [ann, bob] = [await app.register('tunnel-un'), await app.register('tunnel-deux')]
  const [one, other] = (await Promise.all(
    [ann, bob].map(as => visit({ path: '/prises/105', through: proxy.url, as, expects: offline })),
  )) as [Page, Page]
  await Promise.all([ready(one), ready(other)])
  await noteOf(one).fill('avant')
  await expect.poll(() => noteOf(other).inputValue()).toBe('avant')
  await one.getByText('Enregistré').first().waitFor()

  await loseNetwork(proxy, one, other)
  await Promise.all([one, other].map(page => connectionPill(page).filter({ hasText: 'Hors ligne' }).waitFor()))
  await noteOf(one).press('End')
  await noteOf(one).pressSequentially(' : sans réseau')
  await noteOf(other).press('Home')
  await noteOf(other).pressSequentially('Tunnel, ')
  for (const page of [one, other]) await types(page).getByRole('button', { name: 'Bac' }).click()
  await Promise.all([waits(one, 2), waits(other, 2)])

  await one.reload()
  await waits(one, 2)
  await expect.poll(() => noteOf(one).inputValue()).toBe('avant : sans réseau')
  await expect.poll(() => isChosen(one, 'Bac')).toBe('true')
  await types(one).getByText('En attente').waitFor()
  await connectionPill(one).click()
  const list = one.getByRole('list', { name: 'En attente sur cet appareil' })
  await list.getByText('Mon vote · Prise B1').waitFor()
  await list.getByText('Note partagée · Prise B1').waitFor()

  await findNetwork(proxy, one, other)
  await Promise.all([live(one), live(other)])
  await one.getByText('Tout est envoyé').waitFor()
  await expect.poll(() => noteOf(other).inputValue()).toBe('Tunnel, avant : sans réseau')
  await expect.poll(async () => (await app.call('GET', '/api/holds/105/annotations', { token: ann.token })).body)
    .toMatchObject({ consensus: { grip_type: 'bac', grip_type_votes: 2, total_annotators: 2 }, user_annotation: { grip_type: 'bac' } })
  await one.goto('/prises/105')
  await expect.poll(() => noteOf(one).inputValue()).toBe('Tunnel, avant : sans réseau')
  await expect.poll(() => isChosen(one, 'Bac')).toBe('true')
})

test('[LOCAL-5] [EDIT-4] when the server was made anew meanwhile nothing old comes back: votes are cast again, the text is given back', async ({ app, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const me = await app.register('autre-epoque')
  const page = await visit({ path: '/prises/107', through: proxy.url, as: me, expects: offline })
  await ready(page)
  await types(page).getByRole('button', { name: 'Pince' }).click()
  await types(page).getByText('Enregistré').waitFor()
  await loseNetwork(proxy, page)
  await connectionPill(page).filter({ hasText: 'Hors ligne' }).waitFor()
  await page.getByRole('group', { name: /^Difficulté/ }).getByRole('button', { name: 'Dure' }).click()
  await noteOf(page).fill('écrit dans le noir')
  await waits(page, 2)

  const { annotations, documents, documentUpdates } = app.db.t
  await app.db.delete(annotations)
  await app.db.delete(documentUpdates)
  await app.db.update(documents).set({ epoch: 'another', seq: 0, snapshot: null, snapshot_seq: 0 })
  await findNetwork(proxy, page)
  await live(page)
  await page.getByText('Votre texte sur la prise B3 n’a pas été enregistré.').waitFor()
  const mine = async () =>
    ((await app.call('GET', '/api/holds/107/annotations', { token: me.token })).body as { user_annotation: unknown }).user_annotation
  await expect.poll(mine).toMatchObject({ difficulty: 'dure', grip_type: null })
  expect(await noteOf(page).inputValue()).toBe('')
  await page.getByRole('button', { name: 'Remettre', exact: true }).click()
  await expect.poll(() => noteOf(page).inputValue()).toBe('écrit dans le noir')
  await page.getByText('Votre texte sur la prise B3 n’a pas été enregistré.').waitFor({ state: 'detached' })
})
