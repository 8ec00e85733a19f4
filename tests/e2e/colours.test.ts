import { expect } from 'vitest'
import { live, PHONE, test } from '../support/browser'

test('[COLOUR-2] the wall is coloured by use, and follows the search', async ({ visit }) => {
  const page = await visit()
  await live(page)
  await page.getByRole('button', { name: 'Couleurs du mur' }).click()
  const choice = page.getByRole('dialog', { name: 'Couleurs du mur' })
  // The button is at the top: the choice opens where there is room for it.
  await expect.poll(async () => (await choice.boundingBox())?.height ?? 0).toBeGreaterThan(300)
  await page.getByText('Les plus utilisées', { exact: true }).click()
  const legend = page.getByRole('region', { name: 'Légende' })
  await legend.waitFor()
  await page.getByText('Noir à crème', { exact: true }).click()
  expect(await legend.getByText('hors des filtres').count()).toBe(0)
  await page.keyboard.press('Escape')
  // The legend, too, opens where it is seen whole.
  const header = await page.getByRole('banner').boundingBox()
  const first = await legend.getByRole('listitem').first().boundingBox()
  expect(first?.y).toBeGreaterThan((header?.y ?? 0) + (header?.height ?? Infinity))

  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('sous_ligne')
  await legend.getByText('1 bloc affiché').waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('search')).toBe('sous_ligne')
  await page.reload()
  await legend.getByText('1 bloc affiché').waitFor()
  await page.getByRole('button', { name: 'Couleurs du mur' }).getByText('Les plus utilisées').waitFor()

  await page.getByRole('link', { name: 'Prises', exact: true }).first().click()
  await legend.waitFor()
})

test('[FILTER-1] [FILTER-2] climbs are found by what their holds are, and the filter can be shared', async ({ app, visit }) => {
  const voters = await Promise.all(['filtre-un', 'filtre-deux', 'filtre-trois'].map(app.register))
  const page = await visit({ viewport: PHONE })
  await live(page)
  await page.getByRole('button', { name: 'Ouvrir le panneau' }).click()
  const rows = page.getByRole('list', { name: 'Blocs' }).getByRole('listitem')
  const all = Number(await rows.first().getAttribute('aria-setsize'))
  await page.getByRole('button', { name: 'Filtres' }).click()
  const panel = page.getByRole('region', { name: 'Trouver un bloc' })
  const jugs = panel.getByRole('group', { name: 'Avec au moins une prise' }).getByRole('button', { name: /^Bac/ })
  await panel.getByText(/^Aucune prise n’a encore assez de votes/).waitFor()
  for (const { token } of voters) await app.call('PUT', '/api/holds/110/annotations', { token, body: { grip_type: 'bac' } })
  await jugs.waitFor()
  await jugs.click()
  await panel.getByRole('button', { name: /^Voir/ }).click()
  await expect.poll(async () => Number(await rows.first().getAttribute('aria-setsize'))).toBeLessThan(all)
  expect(new URL(page.url()).searchParams.get('grips')).toBe('bac')

  const other = await visit({ path: new URL(page.url()).pathname + new URL(page.url()).search })
  await other.getByRole('button', { name: 'Retirer « Bac »' }).click()
  await expect
    .poll(async () => Number(await other.getByRole('list', { name: 'Blocs' }).getByRole('listitem').first().getAttribute('aria-setsize')))
    .toBe(all)
})
