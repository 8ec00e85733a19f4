import { expect } from 'vitest'
import { startApp } from '../support/app'
import { graveTroubles } from '../support/axe'
import { live, PHONE, test as base } from '../support/browser'
import { quickTimer } from '../support/quickTimer'
import { startStokt } from '../support/stoktServer'
import { STOKT_TOKEN } from '../support/stoktWorld'

const TOKEN = 'token-of-moss'
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

test('[SOURCE-8] [SOURCE-9] [SOURCE-10] [SOURCE-11] [SOURCE-12] [SOURCE-15] a linked person looks at Stokt, likes there, meets its failure, and goes back', async ({ app, stokt, visit }) => {
  await app.services.mirror.tick()
  const person = await app.register('grimpeuse-des-deux')
  await app.call('POST', '/api/users/me/stokt', { token: person.token, body: { token: TOKEN } })
  const [climb] = stokt.world.climbs
  if (!climb) throw new Error('Stokt is empty')
  // The mirror does not know of it yet: it is seen in Stokt alone.
  stokt.world.climbs.unshift({ ...climb, id: '0c11b000-0000-4000-8000-00000000abcd', name: 'Tout frais de Stokt', dateCreated: new Date().toISOString() })
  const page = await visit({ path: '/moi', as: person, viewport: PHONE, expects: /status of 503/ })
  await live(page)
  const choice = page.getByRole('group', { name: 'Source' })
  await choice.getByText('Stokt', { exact: true }).click()
  await page.getByRole('link', { name: 'Stokt', exact: true }).waitFor()
  expect(await graveTroubles(page)).toEqual([])

  await page.getByRole('button', { name: 'Blocs' }).click()
  await page.getByRole('complementary', { name: 'Source' }).getByText(/^Lu dans Stokt /).waitFor()
  await page.getByRole('link', { name: /Tout frais de Stokt/ }).waitFor()
  expect(await graveTroubles(page)).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(new URL(`/bloc/${climb.id}`, page.url()).href)
  await page.getByRole('button', { name: /J’aime/ }).click()
  await expect.poll(() => stokt.world.liked.get(TOKEN)).toEqual([climb.id])
  await page.getByText(/^Seulement dans mastoc\s: /).waitFor()
  await page.getByText('Personne 2').first().waitFor()
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Vu de mastoc')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await page.getByText('Vu de mastoc', { exact: true }).waitFor()
  expect(stokt.world.social.get(climb.id)?.comments.map(({ text }) => text)).toContain('Vu de mastoc')
  await page.goto(new URL(`/bloc/${climb.id}#prise-901`, page.url()).href)
  await page.getByText(/^Les votes, notes et demandes sur cette prise sont ceux de mastoc/).waitFor()
  await page.goto(new URL('/prises', page.url()).href)
  await page.getByText('Seulement dans mastoc', { exact: true }).waitFor()

  const ours = await app.services.stores.climbs.get({ stoktId: climb.id }, { userId: null, seesPrivate: false })
  await page.goto(new URL(`/bloc/${ours?.id}`, page.url()).href)
  await page.getByText('Seulement dans mastoc', { exact: true }).waitFor()

  stokt.always({ status: 503 })
  app.clock.advance(120_000)
  await page.goto(new URL('/', page.url()).href)
  const bar = page.getByRole('complementary', { name: 'Source' })
  await bar.getByText('Stokt ne répond pas.').waitFor()
  await bar.getByText(/^Voici ce qui a été lu /).waitFor()
  expect(await graveTroubles(page)).toEqual([])
  await page.getByRole('link', { name: /Tout frais de Stokt/ }).waitFor()
  await bar.getByRole('button', { name: 'Passer à mastoc' }).click()
  await page.getByRole('link', { name: /Tout frais de Stokt/ }).waitFor({ state: 'detached' })
  expect(await page.getByRole('link', { name: 'Stokt', exact: true }).count()).toBe(0)

  stokt.always(null)
  app.clock.advance(120_000)
  await page.goto(new URL('/moi', page.url()).href)
  await choice.getByText('Stokt', { exact: true }).click()
  await page.getByRole('button', { name: 'Ne plus relier' }).click()
  await page.getByRole('button', { name: 'Relier mon compte Stokt' }).waitFor()
  await choice.waitFor({ state: 'detached' })
  expect(await page.getByRole('link', { name: 'Stokt', exact: true }).count()).toBe(0)
  expect(await page.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('stokt ')))).toEqual([])
})
