import { expect } from 'vitest'
import { fit, toView } from '../../client/wall/camera'
import { live, PHONE, tapHold, test } from '../support/browser'
import { PICTURE, smallWall } from '../support/wall'



test('[WALK-2] [WALK-3] on a phone one walks along the wall: a tap says the type and goes on, another says the same of the next', async ({ app, visit }) => {
  const setter = await app.register('ouvreuse')
  const page = await visit({ path: '/prises', as: setter, viewport: PHONE })
  await live(page)
  await page.getByRole('button', { name: 'Annoter à la suite' }).first().click()
  await page.getByRole('heading', { name: 'Prise 109' }).waitFor()
  await page.getByRole('button', { name: 'Bac', exact: true }).tap()
  await page.getByRole('heading', { name: 'Prise 110' }).waitFor()
  await page.getByRole('button', { name: 'Pareil pour la suivante : Bac' }).tap()
  await page.getByText('2 sur 12').waitFor()
  const [next] = await page.getByRole('heading', { level: 1 }).allTextContents()
  expect(next).not.toBe('Prise 110')
  // The hold is above the sheet: its accent outline is what the wall shows in its middle.
  const [wall, sheet] = [await page.getByRole('application').boundingBox(), await page.getByRole('group', { name: /^Type/ }).boundingBox()]
  expect((wall?.y ?? 0) + (wall?.height ?? 0)).toBeLessThanOrEqual(sheet?.y ?? 0)

  await page.getByRole('button', { name: 'Reprendre mon dernier avis' }).tap()
  await page.getByText('1 sur 12').waitFor()
  await page.getByRole('button', { name: 'Redonner mon avis' }).tap()
  await page.getByText('2 sur 12').waitFor()
  const stored = async () => (await app.call('GET', '/api/holds/110/annotations', { token: setter.token })).body
  await expect.poll(stored).toMatchObject({ user_annotation: { grip_type: 'bac', condition: null } })
})
