import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { connectionPill, live, setClimb, tapHold, test, toast } from '../support/browser'
import { findNetwork, kept, loseNetwork } from '../support/keptApp'
import { startProxy } from '../support/proxy'

const offline = /ERR_|WebSocket|fetching the script|status of 5/
const list = (page: Page) => page.getByRole('list', { name: 'Blocs' })

/** Sets a climb as a hand does. */
async function set(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Ouvrir' }).click()
  await page.getByRole('application', { name: 'Le mur' }).waitFor()
  const brush = (word: string) => page.getByRole('group', { name: 'Pinceaux' }).getByRole('button', { name: word }).click()
  await brush('Départ')
  await tapHold(page, 101)
  await brush('Top')
  await tapHold(page, 109)
  await page.getByLabel('Nom', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Publier' }).click()
  await page.getByRole('heading', { name }).waitFor()
}

test('[OUTBOX-1] what is set, changed and deleted with no network waits, survives a reload, and arrives once', async ({ app, wall, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const setter = await app.register('hors-reseau')
  const doomed = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Bientôt effacé' })
  const renamed = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Nom provisoire' })
  const other = await visit()
  const page = await visit({ through: proxy.url, as: setter, expects: offline })
  await live(page)
  await list(page).getByRole('link', { name: /Nom provisoire/ }).waitFor()
  await kept(page)
  await loseNetwork(proxy, page)
  await connectionPill(page).filter({ hasText: 'Hors ligne' }).waitFor()

  await set(page, 'Bloc du tunnel')
  await toast(page, '« Bloc du tunnel » est gardé sur cet appareil').waitFor()
  await list(page).getByRole('link', { name: /Bloc du tunnel.*En attente d’envoi/ }).waitFor()
  await list(page).getByRole('link', { name: /Nom provisoire/ }).click()
  await page.getByRole('button', { name: 'Modifier' }).click()
  await page.getByLabel('Nom', { exact: true }).fill('Nom définitif')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await list(page).getByRole('link', { name: /Nom définitif.*En attente d’envoi/ }).waitFor()
  await list(page).getByRole('link', { name: /Bientôt effacé/ }).click()
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await toast(page, '« Bientôt effacé » ira à la corbeille dès que le serveur répond').waitFor()

  await page.reload()
  await list(page).getByRole('link', { name: /Bloc du tunnel.*En attente d’envoi/ }).waitFor()
  await list(page).getByRole('link', { name: /Nom définitif/ }).waitFor()
  expect(await list(page).getByRole('link', { name: /Bientôt effacé/ }).count()).toBe(0)
  await connectionPill(page).filter({ hasText: 'Hors ligne · 3 en attente' }).waitFor()

  await findNetwork(proxy, page)
  await live(page)
  await list(other).getByRole('link', { name: /Bloc du tunnel/ }).waitFor()
  await list(other).getByRole('link', { name: /Nom définitif/ }).waitFor()
  await expect.poll(() => list(other).getByRole('link', { name: /Bientôt effacé|Nom provisoire/ }).count()).toBe(0)
  await expect.poll(() => page.getByText('En attente d’envoi').count()).toBe(0)
  for (const screen of [page, other]) expect(await list(screen).getByRole('link', { name: /Bloc du tunnel/ }).count()).toBe(1)
  expect((await app.call('GET', `/api/climbs/${doomed.id}`)).status).toBe(404)
  expect((await app.call('GET', `/api/climbs/${renamed.id}`)).body).toMatchObject({ name: 'Nom définitif' })
})

test('[CLIMB-11] with no network a deletion waits and is taken back, and what was never sent comes back too', async ({ app, wall, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const setter = await app.register('indecise')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Pas si vite' })
  const page = await visit({ through: proxy.url, as: setter, expects: offline })
  await live(page)
  await kept(page)
  await loseNetwork(proxy, page)
  // The server may have what was tried; what waits behind it was never sent.
  await set(page, 'Essayé en vain')
  await set(page, 'Jamais parti')
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await toast(page, '« Jamais parti » est supprimé ; il n’avait pas encore été envoyé').waitFor()
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await list(page).getByRole('link', { name: /Jamais parti.*En attente d’envoi/ }).waitFor()

  await list(page).getByRole('link', { name: /Pas si vite/ }).click()
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await toast(page, '« Pas si vite » ira à la corbeille dès que le serveur répond').waitFor()
  await page.goto('/moi/corbeille')
  await page.getByRole('list', { name: 'Corbeille' }).getByText('En attente d’envoi').waitFor()
  await page.getByRole('button', { name: 'Restaurer Pas si vite' }).click()
  await page.getByText('La corbeille est vide').waitFor()
  // A desktop’s settings stand alone: the list is behind them.
  await page.goto('/')
  await list(page).getByRole('link', { name: /Pas si vite/ }).waitFor()

  await findNetwork(proxy, page)
  await live(page)
  await expect.poll(async () => (await app.call('GET', '/api/climbs?search=jamais')).body).toMatchObject({ count: 1 })
  expect((await app.call('GET', `/api/climbs/${climb.id}`)).status).toBe(200)
  expect((await app.call('GET', '/api/users/me/bin', { token: setter.token })).body).toMatchObject({ count: 0 })
})

test('[OUTBOX-4] a climb set with no network is followed to the name that the server gives it', async ({ app, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const page = await visit({ through: proxy.url, as: await app.register('suiveuse'), expects: offline })
  await live(page)
  await kept(page)
  await loseNetwork(proxy, page)
  await set(page, 'Sous le préau')
  await page.waitForURL('**/bloc/local-*')
  expect(await page.getByRole('button', { name: 'Partager' }).isDisabled()).toBe(true)
  await findNetwork(proxy, page)
  await page.waitForURL(url => /\/bloc\/(?!local-)/.test(url.pathname))
  await page.getByRole('heading', { name: 'Sous le préau' }).waitFor()
  expect(await page.getByRole('button', { name: 'Partager' }).isDisabled()).toBe(false)
})

test('[LOCAL-2] somebody else on the same device sees nothing of what the first one kept', async ({ app, visit, wall, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const first = await app.register('premiere')
  const second = await app.register('deuxieme')
  expect(
    (
      await app.call('POST', '/api/climbs', {
        token: first.token,
        body: { face_id: wall.faceId, name: 'Journal intime', holds_list: 'S101 T109', is_private: true },
      })
    ).status,
  ).toBe(201)
  const page = await visit({ through: proxy.url, as: first, expects: offline })
  await live(page)
  await list(page).getByRole('link', { name: /Journal intime/ }).waitFor()
  await kept(page)
  await loseNetwork(proxy, page)
  await set(page, 'Jamais pour elle')
  await page.context().clearCookies()
  await page.context().addCookies([{ name: 'refresh', value: second.refreshToken, url: proxy.url, httpOnly: true, sameSite: 'Strict' }])
  await page.evaluate(me => localStorage.setItem('mastoc.me', JSON.stringify(me)), {
    id: second.id,
    username: 'deuxieme',
    full_name: '',
    role: 'user',
  })
  // The first one's page would send what waits in it as soon as the network is back.
  await page.close()
  const next = await page.context().newPage()
  await findNetwork(proxy, next)
  await next.goto('/')
  await live(next)
  await expect.poll(() => list(next).getByRole('link').count()).toBeGreaterThan(4)
  expect(await next.getByText(/Journal intime|Jamais pour elle/).count()).toBe(0)
  expect(((await app.call('GET', `/api/climbs?face_id=${wall.faceId}&search=Jamais%20pour%20elle`)).body as { count: number }).count).toBe(
    0,
  )
})

test('[OUTBOX-1] of two tabs one sends, and both show it', async ({ app, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const page = await visit({ through: proxy.url, as: await app.register('deux-onglets'), expects: offline })
  await live(page)
  await kept(page)
  const tab = await page.context().newPage()
  await tab.goto('/')
  await live(tab)
  await loseNetwork(proxy, page)
  await set(tab, 'Vu des deux')
  await list(page).getByRole('link', { name: /Vu des deux.*En attente d’envoi/ }).waitFor()
  await findNetwork(proxy, page)
  for (const one of [page, tab]) {
    await expect.poll(() => one.getByText('En attente d’envoi').count()).toBe(0)
    await expect.poll(() => list(one).getByRole('link', { name: /Vu des deux/ }).count()).toBe(1)
  }
  expect(((await app.call('GET', '/api/climbs?search=Vu%20des%20deux')).body as { count: number }).count).toBe(1)
})
