import { expect } from 'vitest'
import { guest } from '../../shared/access/actor'
import { instant } from '../../shared/model/instant'
import { startApp } from '../support/app'
import { graveTroubles } from '../support/axe'
import { live, PHONE, test as base } from '../support/browser'
import { quickTimer } from '../support/quickTimer'
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
  await card.getByText(/Dernière synchronisation .* : 12 nouveaux blocs\./).waitFor()
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
  await card.getByText(/Dernière synchronisation .* : rien de nouveau\./).waitFor()
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
