import { expect } from 'vitest'
import { fit, toView } from '../../client/wall/camera/camera'
import { guest } from '../../shared/access/actor'
import { instant } from '../../shared/model/instant'
import { startApp } from '../support/app'
import { graveTroubles } from '../support/axe'
import { live, PHONE, restingWall, test as base } from '../support/browser'
import { quickTimer } from '../support/quickTimer'
import { setterId } from '../support/stoktClimbs'
import { startStokt } from '../support/stoktServer'
import { socialOf, STOKT_TOKEN } from '../support/stoktWorld'

const test = base
  .extend('stokt', { scope: 'file' }, ({ built: _built }, { onCleanup }) => startStokt({ onEnd: onCleanup }))
  .extend('app', { scope: 'file' }, async ({ built, stokt }, { onCleanup }) => {
    const app = await startApp({
      clientFolder: built.clientFolder,
      env: { STOKT_URL: stokt.url, STOKT_TOKEN, STOKT_GYM: stokt.world.gymId, STOKT_POLL: '180' },
      stokt: { timer: quickTimer(), random: () => 1 },
    })
    onCleanup(() => app.close())
    return app
  })

test('[STOKT-10] an admin starts a sync, reads what came, and reads what to do where Stokt takes the token no more', async ({ app, stokt, visit }) => {
  const admin = await app.admin()
  const page = await visit({ path: '/admin', as: admin })
  await live(page)
  const card = page.getByRole('region', { name: 'Stokt' })
  await card.getByText('Aucune synchronisation pour le moment.').waitFor()
  await card.getByRole('button', { name: 'Synchroniser maintenant' }).click()
  await card.getByText(/Dernière synchronisation .*\s: 12 nouveaux blocs\./).waitFor()
  await card.getByText('Voir le détail').click()
  await card.getByText('Lecture complète', { exact: true }).waitFor()
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await graveTroubles(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  stokt.always({ status: 401 })
  await card.getByRole('button', { name: 'Synchroniser maintenant' }).click()
  await card.getByText('Stokt refuse le jeton.').waitFor()
  stokt.always(null)
  await card.getByRole('button', { name: 'Tout relire' }).click()
  await card.getByText(/Dernière synchronisation .*\s: rien de nouveau\./).waitFor()
})

test('[STOKT-9] a climb shows what Stokt counts, with the age, and newer figures arrive while it is open', async ({ app, stokt, visit }) => {
  await app.services.mirror.tick()
  const stoktId = stokt.world.climbs[0]?.id ?? ''
  const climb = await app.services.stores.climbs.get({ stoktId }, { userId: null, seesPrivate: true })
  const long = instant('2026-01-01T10:00:00.000000Z')
  await app.services.transactions(guest, async ({ stores, touch }) => {
    await stores.climbs.update(climb?.id ?? '', { synced_at: long })
    touch.climb(climb?.id ?? '')
  })
  await app.db.update(app.db.t.stoktCounters).set({ at: long })
  stokt.world.social.set(stoktId, socialOf(31, 2, 8))
  const page = await visit({ path: `/bloc/${climb?.id}` })
  await page.getByText('31 réalisations · 8 j’aime · 2 commentaires').waitFor()
  await page.getByText('Avec les chiffres de Stokt, lus maintenant').waitFor()
})

test('[STOKT-14] a person links their account in Stokt, reads with whom, and unlinks it', async ({ app, visit }) => {
  const person = await app.register('grimpeuse-de-stokt')
  const page = await visit({ path: '/moi', as: person, viewport: PHONE, expects: /status of 400/ })
  await page.getByRole('button', { name: 'Relier mon compte Stokt' }).click()
  await page.getByLabel('Identifiant Stokt').fill('mousse')
  await page.getByLabel('Mot de passe Stokt', { exact: true }).fill('pas-le-bon')
  await page.getByRole('button', { name: 'Relier', exact: true }).click()
  await page.getByRole('alert').waitFor()
  expect(await graveTroubles(page)).toEqual([])
  await page.getByLabel('Mot de passe Stokt', { exact: true }).fill('mousse-verte')
  await page.getByRole('button', { name: 'Relier', exact: true }).click()
  await page.getByText(/^Relié à Doigts de Mousse depuis le /).waitFor()
  await page.getByRole('button', { name: 'Ne plus relier' }).click()
  await page.getByRole('button', { name: 'Relier mon compte Stokt' }).waitFor()
})

test('[STOKT-20] a climb is sent to Stokt from its form, says live how it stands and why not, and is tried again on a tap', async ({ app, stokt, visit }) => {
  await app.services.mirror.tick()
  const lichen = { username: 'lichen', password: 'lichen-gris' }
  stokt.world.people.push({ ...lichen, id: setterId(9), fullName: 'Lichen', token: 'token-of-lichen' })
  const person = await app.register('ouvreuse-de-stokt')
  const linked = await app.call('POST', '/api/users/me/stokt', { token: person.token, body: lichen })
  expect(linked.status).toBe(200)
  await app.services.mirror.tick()
  stokt.onRequest(({ method, path }) => {
    if (method === 'POST' && path.endsWith('/climbs')) stokt.next({ status: 400, body: JSON.stringify({ name: ['Déjà pris.'] }) })
  })
  const page = await visit({ path: '/ouvrir', as: person })
  await live(page)
  await page.getByRole('application', { name: 'Le mur' }).waitFor()
  const brush = (word: string) => page.getByRole('group', { name: 'Pinceaux' }).getByRole('button', { name: word }).click()
  const view = await restingWall(page)
  for (const [word, hold] of [['Départ', { x: 50, y: 50 }], ['Top', { x: 250, y: 750 }]] as const) {
    await brush(word)
    const { x, y } = toView(fit(view, { width: 600, height: 800 }), hold)
    await page.mouse.click(view.x + x, view.y + y)
  }
  await page.getByLabel('Nom', { exact: true }).fill('Vers les deux mondes')
  await page.getByText('Aussi sur Stokt').click()
  await page.getByRole('button', { name: 'Publier' }).click()
  await page.waitForURL('**/bloc/*')
  await page.getByText('Stokt a refusé ce bloc.').waitFor()
  await page.getByText('Stokt dit : « name: Déjà pris. »').waitFor()
  expect(await graveTroubles(page)).toEqual([])
  stokt.onRequest(null)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.getByText('Aussi sur Stokt.', { exact: true }).waitFor()
  expect(stokt.world.climbs.filter(({ name }) => name === 'Vers les deux mondes')).toHaveLength(1)
  // The browser remembers the choice, and others read nothing of all that.
  await page.goto(new URL('/ouvrir', page.url()).href)
  expect(await page.getByRole('switch', { name: 'Aussi sur Stokt' }).isChecked()).toBe(true)
  const [climb] = ((await app.call('GET', '/api/climbs?search=deux%20mondes')).body as { results: { id: string }[] }).results
  const other = await visit({ path: `/bloc/${climb?.id}` })
  await other.getByRole('heading', { name: 'Vers les deux mondes' }).waitFor()
  expect(await other.getByText('Aussi sur Stokt').count()).toBe(0)
})
