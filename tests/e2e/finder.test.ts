import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { live, PHONE, setClimb, tapHold, test } from '../support/browser'

const rows = (page: Page) => page.getByRole('list', { name: 'Blocs' }).getByRole('listitem')
const namesOf = (page: Page) => page.getByRole('list', { name: 'Blocs' }).locator('.name').allTextContents()

test('[FIND-5] [FIND-7] on a phone holds are required and avoided on the wall, and where nothing is left it says what to drop', async ({ app, visit, wall }) => {
  const setter = await app.register('chercheur')
  await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Par le bac', holds_list: 'S101 O106 T110' })
  const page = await visit({ viewport: PHONE })
  await live(page)
  const menu = page.getByRole('navigation', { name: 'Menu' })
  await menu.getByText('Blocs').tap()
  await page.getByRole('button', { name: 'Filtres' }).tap()
  const panel = page.getByRole('region', { name: 'Trouver un bloc' })
  await panel.getByRole('button', { name: 'Terminer le choix' }).waitFor()
  await tapHold(page, 101)
  await tapHold(page, 106)
  await panel.getByText('1 bloc', { exact: true }).waitFor()
  expect(await graveTroubles(page)).toEqual([])
  await panel.getByLabel(/^Rôle\s: .*B2/).selectOption('Top')
  await panel.getByText('0 bloc', { exact: true }).waitFor()
  await page.waitForURL(/holds=101%2C106%3AT|holds=101,106:T/)
  await panel.getByRole('button', { name: 'Voir 0 bloc' }).tap()
  await page.getByText('Aucun bloc ne correspond').waitFor()
  await page.getByRole('button', { name: /^Sans « .*B2.* » : \d+ blocs?$/ }).click()
  await expect.poll(() => rows(page).count()).toBeGreaterThan(0)
  expect(await rows(page).first().isVisible()).toBe(true)
  await page.reload()
  await menu.getByText('Blocs').tap()
  await page.getByRole('button', { name: /^Retirer « .*C1/ }).waitFor()
})

test('[FIND-5] a hold is required, avoided and forgotten by one tap each, and the last choice is undone', async ({ visit }) => {
  const page = await visit({ path: '/' })
  await live(page)
  const all = await rows(page).count()
  await page.getByRole('button', { name: 'Filtres' }).click()
  const panel = page.getByRole('region', { name: 'Trouver un bloc' })
  await panel.getByRole('button', { name: 'Choisir sur le mur' }).click()
  for (const address of [/[?&]holds=101/, /[?&]not_holds=101/, /\/$/]) {
    await tapHold(page, 101)
    await page.waitForURL(address)
  }
  await panel.getByRole('button', { name: 'Annuler le dernier choix' }).click()
  await page.waitForURL(/not_holds=101/)
  await page.getByRole('button', { name: /^Retirer « Sans / }).first().click()
  await expect.poll(() => rows(page).count()).toBe(all)
  await panel.getByRole('textbox', { name: /Noms de prises/ }).fill('C1 Z99')
  await panel.getByRole('textbox', { name: /Noms de prises/ }).press('Enter')
  await panel.getByText('Aucune prise ne s’appelle Z99.').waitFor()
  await page.waitForURL(/holds=101/)
})

test('[FIND-1] [FIND-4] [FIND-6] [FILTER-3] on a desktop the panel stands beside list and wall, and grades, setters and order change the list at once', async ({ app, visit, wall }) => {
  const [one, other] = [await app.register('ada-grimpe'), await app.register('zoe-grimpe')]
  for (const [by, name, grade_font] of [[one, 'Alpha', '5'], [one, 'Omega', '7A'], [other, 'Zeta', '6B']] as const)
    await app.call('POST', '/api/climbs', { token: by.token, body: { face_id: wall.faceId, name, grade_font, holds_list: 'S101 O105 T109' } })
  const page = await visit({ path: '/' })
  await live(page)
  await page.getByRole('button', { name: 'Filtres' }).click()
  const panel = page.getByRole('region', { name: 'Trouver un bloc' })
  await panel.getByLabel('Trier par').selectOption('Nom')
  await panel.getByRole('button', { name: /^ada-grimpe : 2 blocs/ }).click()
  await expect.poll(() => namesOf(page)).toEqual(['Alpha', 'Omega'])
  await panel.getByRole('button', { name: 'Croissant' }).click()
  await expect.poll(() => namesOf(page)).toEqual(['Omega', 'Alpha'])
  const least = panel.getByRole('slider', { name: 'Cotation minimale' })
  await least.focus()
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => namesOf(page)).toEqual(['Omega'])
  await expect.poll(() => least.getAttribute('aria-valuetext')).toBe('6A')
  await panel.getByRole('button', { name: /^ada-grimpe : seulement/ }).click()
  await expect.poll(() => namesOf(page)).toContain('Zeta')
  expect(await namesOf(page)).not.toContain('Omega')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await graveTroubles(page)).toEqual([])
  }
  const address = new URL(page.url())
  expect(Object.fromEntries(address.searchParams)).toEqual({ grade_min: '6A', not_setters: one.id, sort: 'name', order: 'desc' })
  await page.getByRole('button', { name: 'Tout effacer' }).first().click()
  await expect.poll(() => namesOf(page)).toContain('Alpha')
})

test('[FIND-2] [FIND-7] [FIND-9] whoever is logged in finds what they set and their projects, drops a tag that nothing has, and types a grade', async ({ app, visit, wall }) => {
  const setter = await app.register('mes-blocs')
  const [mine, project] = [
    await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Le mien' }),
    await setClimb(app, (await app.register('autre-ouvreuse')).token, { face_id: wall.faceId, name: 'Mon projet' }),
  ]
  await app.call('PATCH', `/api/climbs/${project.id}`, { token: setter.token, body: { is_project: true } })
  const page = await visit({ path: '/?mine=set', as: setter })
  await expect.poll(() => namesOf(page)).toEqual([mine.name])
  await page.getByRole('button', { name: /^Filtres/ }).click()
  await page.getByRole('region', { name: 'Trouver un bloc' }).getByText('Mes projets').click()
  await expect.poll(() => namesOf(page)).toEqual(['Mon projet'])
  await page.goto('/?tags=dalle')
  await page.getByRole('button', { name: /^Sans « dalle » : \d+ blocs$/ }).click()
  await expect.poll(async () => (await namesOf(page)).length).toBeGreaterThan(2)
  expect(new URL(page.url()).searchParams.has('tags')).toBe(false)
  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('mien 6b')
  await page.getByRole('button', { name: 'Voir les blocs cotés 6B' }).click()
  await expect.poll(() => namesOf(page)).toEqual([mine.name])
  expect(new URL(page.url()).searchParams.get('grade_max')).toBe('6B')
})
