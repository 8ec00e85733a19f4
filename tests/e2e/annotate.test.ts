import { expect } from 'vitest'
import { live, PHONE, tapHold, test, toast } from '../support/browser'

test('[WALK-2] [WALK-3] on a phone one walks along the wall: a tap says the type and goes on, another says the same of the one at hand', async ({
  app,
  visit,
}) => {
  const setter = await app.register('ouvreuse')
  const page = await visit({ path: '/prises', as: setter, viewport: PHONE })
  await live(page)
  await page.getByRole('button', { name: 'Annoter en série' }).first().click()
  await page.getByRole('heading', { name: 'Prise A1' }).waitFor()
  await page.getByRole('button', { name: 'Bac', exact: true }).tap()
  await page.getByRole('heading', { name: 'Prise A2' }).waitFor()
  await page.getByRole('button', { name: 'Même vote pour celle-ci : Bac' }).tap()
  await page.getByText('2 sur 12').waitFor()
  const [next] = await page.getByRole('heading', { level: 1 }).allTextContents()
  expect(next).not.toBe('Prise A2')
  // The hold is above the sheet: its accent outline is what the wall shows in its middle.
  const [wall, sheet] = [await page.getByRole('application').boundingBox(), await page.getByRole('group', { name: /^Type/ }).boundingBox()]
  expect((wall?.y ?? 0) + (wall?.height ?? 0)).toBeLessThanOrEqual(sheet?.y ?? 0)

  await page.getByRole('button', { name: 'Annuler mon dernier vote' }).tap()
  await page.getByText('1 sur 12').waitFor()
  await page.getByRole('button', { name: 'Rétablir mon vote' }).tap()
  await page.getByText('2 sur 12').waitFor()
  const stored = async () => (await app.call('GET', '/api/holds/110/annotations', { token: setter.token })).body
  await expect.poll(stored).toMatchObject({ user_annotation: { grip_type: 'bac', condition: null } })
})

test('[CHOOSE-1] [CHOOSE-2] [UNDO-1] several holds are drawn around or added by tap and key, spoken of at once, and taken back at once', async ({ app, visit }) => {
  const setter = await app.register('entoure')
  const page = await visit({ path: '/prises', as: setter })
  await live(page)
  await page.getByRole('button', { name: 'Choisir plusieurs prises' }).first().click()
  const wall = page.getByRole('application', { name: 'Le mur' })
  const box = await wall.boundingBox()
  if (!box) throw new Error('the wall was looked for')
  await tapHold(page, 101)
  await page.getByRole('heading', { name: '1 prise', exact: true }).waitFor()
  // Around the right half: two holds of each of the three rows.
  const [x, y] = [box.x + box.width / 2, box.y + 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (const [toX, toY] of [
    [box.x + box.width - 2, y],
    [box.x + box.width - 2, box.y + box.height - 2],
    [x, box.y + box.height - 2],
  ] as const)
    await page.mouse.move(toX, toY, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('heading', { name: '7 prises' }).waitFor()
  await wall.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press(' ')
  await page.getByRole('heading', { name: /^[68] prises/ }).waitFor()
  await page.keyboard.press(' ')
  await page.getByRole('heading', { name: '7 prises' }).waitFor()

  await page.getByRole('group', { name: /^État/ }).getByRole('button', { name: 'Sale' }).click()
  await toast(page, 'Sale : 7 prises').waitFor()
  const dirty = async (): Promise<number> => {
    const { body } = await app.call('POST', '/api/holds/annotations/batch', {
      token: setter.token,
      body: { hold_ids: [101, 102, 103, 104, 105, 106, 107, 108, 109, 110] },
    })
    return Object.values(
      (body as { annotations: Record<string, { user_annotation: { condition: string | null } | null }> }).annotations,
    ).filter(one => one.user_annotation?.condition === 'sale').length
  }
  await expect.poll(dirty).toBe(5)
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await expect.poll(dirty).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByText('Touchez une prise').waitFor()

  // A locked one among them is named and left; the others are spoken of.
  expect(
    (await app.call('PUT', '/api/admin/locks/hold/101', { token: (await app.admin()).token, body: { reason: 'fendue' } })).status,
  ).toBe(200)
  await page.getByRole('button', { name: 'Choisir plusieurs prises' }).first().click()
  await tapHold(page, 101)
  await tapHold(page, 102)
  await page.getByText('Verrouillées, non modifiées : C1').waitFor()
  await page.getByRole('group', { name: /^État/ }).getByRole('button', { name: 'Sale' }).click()
  await toast(page, 'Sale : 1 prise').waitFor()
  await expect.poll(dirty).toBe(1)
  const left = await app.call('GET', '/api/holds/101/annotations', { token: setter.token })
  expect(left.body).toMatchObject({ user_annotation: null })
})
