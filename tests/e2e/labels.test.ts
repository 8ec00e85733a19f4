import { expect } from 'vitest'
import { guest } from '../../shared/access/actor'
import { setGrid } from '../../server/usecases/walls/setGrid'
import { live, test } from '../support/browser'

test('[LABEL-7] holds are called by their labels, and by another as soon as the wall has another grid', async ({ app, visit, wall }) => {
  for (const name of ['lynx', 'ourse', 'loutre']) {
    const { token } = await app.register(name)
    await app.call('PUT', '/api/holds/101/annotations', { token, body: { grip_type: 'reglette' } })
  }
  await app.services.transactions(guest, async ({ stores, touch }) => {
    await stores.walls.putColours([{ id: 101, text: 'red' }, { id: 105, text: 'green' }])
    for (const id of [101, 105]) touch.hold(id)
  })
  const page = await visit({ path: '/' })
  await live(page)
  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('c1')
  await page.getByRole('navigation', { name: 'Prises' }).getByRole('link', { name: 'Prise C1 · réglette rouge' }).click()
  await page.getByRole('heading', { name: 'Prise C1' }).waitFor()
  await page.getByText('réglette rouge', { exact: true }).first().waitFor()

  const { body } = await app.call('GET', '/api/climbs?search=eclair%20au')
  const [climb] = (body as { results: { id: string }[] }).results
  await page.goto(new URL(`/bloc/${climb?.id}`, page.url()).href)
  await page.getByRole('link', { name: 'Prise B1 · prise verte' }).waitFor()
  await page.getByRole('link', { name: 'Prise A1', exact: true }).waitFor()

  await app.services.transactions(guest, context => setGrid(context, wall.faceId, null))
  await page.getByRole('link', { name: 'Prise 9 · réglette rouge' }).click()
  await page.getByRole('heading', { name: 'Prise 9' }).waitFor()
  expect(await page.getByText('Prise C1').count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/prises/101')
})
