import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { live, setClimb, test, toast } from '../support/browser'
import { findNetwork, kept, loseNetwork } from '../support/keptApp'
import { startProxy } from '../support/proxy'

const name = (page: Page) => page.getByLabel('Nom', { exact: true })
const news = (page: Page) => page.getByRole('status', { name: 'Ce bloc a été modifié entre-temps.' })
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer' })

test('[SET-3] two tabs on one climb: the second sees what the first saved, and chooses where both changed', async ({ app, wall, visit }) => {
  const setter = await app.register('double')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Avant les deux' })
  const path = `/bloc/${climb.id}/modifier`
  const [one, two] = [await visit({ as: setter, path }), await visit({ as: await app.admin(), path })]
  await Promise.all([live(one), live(two)])
  await name(one).fill('Du premier')
  await two.getByLabel('Cotation').selectOption('7A')
  await name(two).fill('Du second')
  await save(two).click()
  await two.waitForURL(url => url.pathname === `/bloc/${climb.id}`)

  await news(one).getByText('Cotation : « 6B » est devenu « 7A », repris dans le formulaire.').waitFor()
  expect([await name(one).inputValue(), await one.getByLabel('Cotation').inputValue(), await save(one).isDisabled()]).toEqual([
    'Du premier',
    '7A',
    true,
  ])
  await news(one).getByRole('radio', { name: /L’autre version.*Du second/ }).check()
  await expect.poll(() => name(one).inputValue()).toBe('Du second')
  await news(one).getByRole('radio', { name: /Votre version.*Du premier/ }).check()
  await save(one).click()
  await one.waitForURL(url => url.pathname === `/bloc/${climb.id}`)
  expect((await app.call('GET', `/api/climbs/${climb.id}`)).body).toMatchObject({ name: 'Du premier', grade_font: '7A' })
})

test('[SET-3] [NOTE-2] a change made with no network on what others changed meanwhile is not sent over it', async ({ app, wall, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const setter = await app.register('absente')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Avant le tunnel' })
  const page = await visit({ through: proxy.url, as: setter, expects: /ERR_|WebSocket|fetching the script|status of (5|412)/ })
  await live(page)
  await kept(page)
  await page.getByRole('list', { name: 'Blocs' }).getByRole('link', { name: /Avant le tunnel/ }).click()
  await loseNetwork(proxy, page)
  await page.getByRole('button', { name: 'Modifier' }).click()
  await name(page).fill('Dans le tunnel')
  await save(page).click()
  await toast(page, '« Dans le tunnel » est gardé sur cet appareil').waitFor()
  await app.call('PATCH', `/api/climbs/${climb.id}`, { token: (await app.admin()).token, body: { name: 'Pendant ce temps' } })

  await findNetwork(proxy, page)
  await page.getByRole('banner').getByText('1 refusé').waitFor()
  expect((await app.call('GET', `/api/climbs/${climb.id}`)).body).toMatchObject({ name: 'Pendant ce temps' })
  await page.goto('/synchronisation')
  await page.getByText(/Quelqu’un a fait une modification entre-temps/).waitFor()
  // Once it was read, the pill tells of it no more.
  await expect.poll(() => page.getByRole('banner').getByText('1 refusé').count()).toBe(0)
  await page.getByRole('button', { name: 'Voir les deux versions' }).click()
  await news(page).getByRole('radio', { name: /L’autre version.*Pendant ce temps/ }).waitFor()
  await news(page).getByRole('radio', { name: /Votre version.*Dans le tunnel/ }).check()
  await save(page).click()
  await expect.poll(async () => (await app.call('GET', `/api/climbs/${climb.id}`)).body).toMatchObject({ name: 'Dans le tunnel' })
})

test('[SET-3] what was entered on another visit does not undo what others saved since', async ({ app, wall, visit }) => {
  const setter = await app.register('revenante')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Laissé ouvert' })
  const page = await visit({ as: setter, path: `/bloc/${climb.id}/modifier` })
  await live(page)
  await page.getByLabel('Description (facultative)').fill('Talon à gauche.')
  await page.goto('/')
  await live(page)
  await app.call('PATCH', `/api/climbs/${climb.id}`, { token: setter.token, body: { grade_font: '7B' } })
  await page.goto(`/bloc/${climb.id}/modifier`)
  await news(page).getByText('« 6B » est devenu « 7B »').waitFor()
  expect(await page.getByLabel('Description (facultative)').inputValue()).toBe('Talon à gauche.')
  await save(page).click()
  await page.waitForURL(url => url.pathname === `/bloc/${climb.id}`)
  expect((await app.call('GET', `/api/climbs/${climb.id}`)).body).toMatchObject({ grade_font: '7B', description: 'Talon à gauche.' })
})

test('[SET-4] an editor whose climb was deleted says so and keeps what was entered', async ({ app, wall, visit }) => {
  const setter = await app.register('surprise')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Bientôt au bac' })
  const page = await visit({ as: setter, path: `/bloc/${climb.id}/modifier` })
  await live(page)
  await name(page).fill('Repris de zéro')
  await app.call('DELETE', `/api/climbs/${climb.id}`, { token: (await app.admin()).token })
  const gone = page.getByRole('alert').filter({ hasText: 'Ce bloc a été mis à la corbeille entre-temps.' })
  await gone.waitFor()
  expect(await name(page).inputValue()).toBe('Repris de zéro')
  await page.reload()
  await gone.getByRole('button', { name: 'Restaurer' }).click()
  await gone.waitFor({ state: 'detached' })
  expect(await name(page).inputValue()).toBe('Repris de zéro')
  await expect.poll(async () => (await app.call('GET', `/api/climbs/${climb.id}`)).status).toBe(200)
  await app.call('DELETE', `/api/climbs/${climb.id}`, { token: setter.token })
  await gone.waitFor()
  await page.getByRole('button', { name: 'Publier comme nouveau bloc' }).click()
  await page.getByRole('heading', { name: 'Repris de zéro' }).waitFor()
  expect((await app.call('GET', '/api/climbs?search=repris')).body).toMatchObject({ count: 1, results: [{ holds_list: 'S101 O105 T109' }] })
})
