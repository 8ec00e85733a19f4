import { isNotNull } from 'drizzle-orm'
import { expect } from 'vitest'
import { DESKTOP, live, PHONE, seeAll, test, toast } from '../support/browser'

test('[SEE-1] [CARE-2] work asked for in the hold’s card stands on the board, and done on a phone it disappears on a desktop; undone it is back', async ({
  app,
  visit,
}) => {
  const [asker, doer] = [await app.register('demande'), await app.register('brosseuse')]
  const desktop = await visit({ path: '/prises/105', as: asker })
  const phone = await visit({ path: '/soins', as: doer, viewport: PHONE })
  await Promise.all([live(desktop), live(phone)])
  await phone.getByText('Rien à faire').waitFor()

  const card = desktop.getByRole('region', { name: 'Entretien' })
  await card.getByRole('textbox', { name: 'Précision' }).fill('magnésie partout')
  await card.getByRole('button', { name: 'Brosser' }).click()
  const done = { name: 'Fait : Brosser, prise B1' }
  await card.getByRole('button', done).waitFor()
  await desktop.goto('/soins')
  await desktop.getByText('magnésie partout', { exact: true }).waitFor()

  await phone.getByRole('button', done).click()
  await desktop.getByText('Rien à faire').waitFor()
  await toast(phone, 'Prise B1 brossée').waitFor()
  await phone.getByRole('button', { name: 'Annuler', exact: true }).click()
  await desktop.getByRole('button', done).waitFor()
})

test('[CARE-7] a hold said to be broken is on the board, marks its climbs in the list, and is done in one tap', async ({
  app,
  wall,
  visit,
}) => {
  expect(wall.faceId).not.toBe('')
  const voters = await Promise.all(['casse-un', 'casse-deux'].map(app.register))
  for (const { token } of voters) await app.call('PUT', '/api/holds/110/annotations', { token, body: { condition: 'cassee' } })
  const [first] = voters
  const page = await visit({ ...(first ? { as: first } : {}) })
  await live(page)
  const marked = page.getByRole('link', { name: /sous_ligne.*Une prise cassée ou qui tourne/s })
  await marked.waitFor()
  await page.goto('/prises')
  await page.getByRole('link', { name: 'Entretien du mur' }).click()
  await page.getByRole('button', { name: 'Fait : Remplacer, prise A2' }).click()
  await page.getByRole('button', { name: 'Fait : Remplacer, prise A2' }).waitFor({ state: 'detached' })
  await page.goto('/')
  await page.getByRole('link', { name: /sous_ligne/ }).waitFor()
  await expect.poll(() => marked.count()).toBe(0)
})

test('[CARE-8] [OUTBOX-4] the board is narrowed, printed, exported, read and worked off with no network, and leads to the hold on the wall', async ({ app, visit }) => {
  const someone = await app.register('echelle')
  for (const [hold, kind] of [
    [103, 'tighten'],
    [104, 'brush'],
  ] as const)
    await app.call('POST', `/api/holds/${hold}/tasks`, { token: someone.token, body: { kind, note: `à la main ${hold}` } })
  // The browser itself says what the cut stopped, the file that keeps the app among it.
  const page = await visit({ path: '/soins', as: someone, expects: /WebSocket|ERR_INTERNET_DISCONNECTED|when fetching the script/ })
  await live(page)
  const list = page.getByRole('table', { name: 'Entretien' })
  const rows = list.getByRole('row').filter({ has: page.getByRole('button', { name: /^Fait|^Annuler/ }) })
  await page.getByRole('group', { name: 'Ne montrer que' }).getByRole('button', { name: /^Resserrer/ }).click()
  await expect.poll(() => rows.count()).toBe(1)
  expect(new URL(page.url()).search).toBe('?travail=tighten')

  await page.emulateMedia({ media: 'print' })
  const print = page.getByRole('article')
  await print.getByText('Prise C3').waitFor()
  await print.getByText('Resserrer : à la main 103').waitFor()
  expect(await print.getByText('Prise C4').count()).toBe(0)
  expect(await page.getByRole('banner').isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })

  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tableau (CSV)' }).click()
  expect((await file).suggestedFilename()).toBe('entretien.csv')

  await page.context().setOffline(true)
  await page.getByText('Hors ligne : la liste a pu changer.').waitFor()
  await page.getByRole('button', { name: /^Resserrer/, pressed: true }).click()
  await list.getByText('à la main 104').waitFor()
  expect(await page.getByRole('button', { name: 'Tableau (CSV)' }).isDisabled()).toBe(true)

  // [OUTBOX-4] Work done with no network shows so, and arrives once the network is there.
  await page.getByRole('button', { name: 'Fait : Resserrer, prise C3' }).click()
  await toast(page, '« Resserrer, prise C3 » est gardé sur cet appareil').waitFor()
  const waiting = rows.filter({ hasText: 'à la main 103' })
  await waiting.getByText('En attente').waitFor()
  await waiting.getByRole('button', { name: /^Annuler/ }).waitFor()
  await page.context().setOffline(false)
  await live(page)
  await waiting.waitFor({ state: 'detached' })
  const { tasks } = app.db.t
  await expect.poll(() => app.db.select({ hold: tasks.hold_id, by: tasks.done_by_id }).from(tasks).where(isNotNull(tasks.done_at)))
    .toContainEqual({ hold: 103, by: someone.id })
  // At either size the wall zooms to the hold, and its card is open beside or below it.
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport)
    await page.getByRole('link', { name: 'Voir la prise C4 sur le mur' }).click()
    await page.waitForURL(url => url.pathname === '/prises/104')
    await page.getByRole('heading', { name: 'Prise C4' }).waitFor()
    await page.getByRole('button', { name: 'Revoir tout le mur' }).waitFor()
    await seeAll(page)
    await page.goBack()
  }
})
