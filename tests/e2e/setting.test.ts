import { expect } from 'vitest'
import { DESKTOP, live, PHONE, tapHold, test } from '../support/browser'

for (const [device, viewport] of [['a desktop', DESKTOP], ['a phone', PHONE]] as const) {
  test(`[SEE-1] a climb set on ${device} appears on another screen without reloading`, async ({ app, visit }) => {
    const name = `Dwarfito ${viewport.width}`
    const setter = await app.register(`setter-${viewport.width}`)
    const other = await visit()
    const page = await visit({ path: '/ouvrir', as: setter, viewport })
    await Promise.all([live(other), live(page)])

    const publish = page.getByRole('button', { name: 'Publier' })
    const brush = (word: string) => page.getByRole('group', { name: 'Pinceaux' }).getByRole('button', { name: word }).click()
    await page.getByRole('application', { name: 'Le mur' }).waitFor()
    await brush('Départ')
    await tapHold(page, 101)
    await brush('Main')
    await tapHold(page, 105)
    if (viewport === PHONE) await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByText('Il manque un top.').waitFor()
    expect(await publish.isDisabled()).toBe(true)
    if (viewport === PHONE) await page.getByRole('button', { name: 'Baisser le panneau' }).click()
    await brush('Top')
    await tapHold(page, 109)
    if (viewport === PHONE) await page.getByRole('button', { name: 'Continuer' }).click()

    await page.getByText('Il manque un nom de trois lettres au moins.').waitFor()
    await page.getByLabel('Nom', { exact: true }).fill(name)
    await page.getByLabel('Cotation').selectOption('6B')
    await page.getByLabel('Pieds').selectOption('Feet follow hands')
    await page.getByLabel('Description (facultative)').fill('Talon à gauche.')
    await page.getByText('Prêt à publier').waitFor()
    await publish.click()
    await page.waitForURL('**/bloc/*')
    await page.getByRole('heading', { name }).waitFor()

    const card = other.getByRole('status').filter({ hasText: 'Nouveau' })
    await card.getByText(`par setter-${viewport.width}`).waitFor()
    await other.getByRole('list', { name: 'Blocs' }).getByRole('link', { name }).waitFor()
    expect(new URL(other.url()).pathname).toBe('/')
    await card.getByRole('link', { name }).click()
    await other.getByText('Talon à gauche.').waitFor()
    await other.getByText('Feet follow hands').waitFor()
    const { body } = await app.call('GET', `/api/climbs/${new URL(page.url()).pathname.split('/').at(-1)}`)
    expect(body).toMatchObject({ name, holds_list: 'S101 O105 T109', grade_font: '6B', feet_rule: 'Feet follow hands' })
  })
}
