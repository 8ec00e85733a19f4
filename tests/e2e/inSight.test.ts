import { expect } from 'vitest'
import { live, PHONE, setClimb, test } from '../support/browser'

test('[SEE-11] on a phone a low sheet shows its head alone, and what is missing is said in sight', async ({ visit }) => {
  const page = await visit({ viewport: PHONE })
  await live(page)
  const search = page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' })
  await page.getByRole('heading', { name: 'Blocs' }).waitFor()
  const bar = page.getByRole('navigation', { name: 'Menu' })
  await expect.poll(async () => {
    const [field, below] = [await search.boundingBox(), await bar.boundingBox()]
    return field && below ? field.y >= below.y : null
  }).toBe(true)
  await page.getByRole('button', { name: 'Blocs' }).click()
  await search.waitFor()
  await page.goto('/bloc/00000000-0000-4000-8000-000000000000')
  const missing = page.getByText('Bloc introuvable')
  await expect.poll(async () => {
    const [text, below] = [await missing.boundingBox(), await bar.boundingBox()]
    return text && below ? text.y + text.height <= below.y : null
  }).toBe(true)
})

test('[SEE-12] the name or the picture of a person leads to their page, which says since when they set', async ({ app, visit }) => {
  const [one, other] = [await app.register('premiere'), await app.register('deuxieme')]
  const page = await visit({ path: '/prises/105', as: one })
  await live(page)
  const second = await visit({ path: '/prises/105', as: other })
  await live(second)
  await page.getByRole('group', { name: 'Ici : deuxieme' }).getByRole('link', { name: 'deuxieme' }).click()
  await page.waitForURL(`**/ouvreur/${other.id}`)
  await page.getByText(/^Membre depuis le/).waitFor()
  const { results } = (await app.call('GET', '/api/climbs')).body as { results: { setter_id: string | null; source: string }[] }
  await page.goto(`/ouvreur/${results.find(({ source }) => source === 'stokt')?.setter_id ?? ''}`)
  await page.getByText(/^Ouvre ici depuis \S+ \d{4}/).waitFor()
})

test('[SEE-12] whoever asked for work on a hold is a link on the board, and in the hold’s history', async ({ app, visit }) => {
  const asker = await app.register('demandeuse')
  await app.call('POST', '/api/holds/106/tasks', { token: asker.token, body: { kind: 'brush' } })
  const page = await visit({ path: '/soins', as: asker, viewport: PHONE })
  await page.getByRole('link', { name: 'demandeuse' }).click()
  await page.waitForURL(`**/ouvreur/${asker.id}`)
})

test('[SEE-13] the rules for the feet that walls come with are read in English', async ({ app, wall, visit }) => {
  const setter = await app.register('pieds')
  await app.db.update(app.db.t.faces).set({ feet_rules_options: ['Tous pieds', 'Pieds à gauche'] })
  const climbs = [
    await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Traduit', feet_rule: 'Tous pieds' }),
    await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Tel quel', feet_rule: 'Pieds à gauche' }),
  ]
  const page = await visit({ path: `/bloc/${climbs[0]?.id}`, locale: 'en-GB' })
  await page.getByText('Any feet').waitFor()
  await page.goto(`/bloc/${climbs[1]?.id}`)
  await page.getByText('Pieds à gauche').waitFor()
})
