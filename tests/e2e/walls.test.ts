import { expect } from 'vitest'
import { live, test } from '../support/browser'
import { importTestWall, smallPicture, smallWall } from '../support/wall'
import { instant } from '../../shared/model/instant'

test('[SEE-1] what a changed import brings arrives on an open page', async ({ app, visit }) => {
  const page = await visit()
  await live(page)
  const list = page.getByRole('list', { name: 'Blocs' })
  await list.getByRole('link', { name: /Éclair au café/ }).click()
  const renamed = smallWall.climbs.map(climb =>
    climb.key === 'eclair' ? { ...climb, name: 'Éclair au thé', grade_font: '7B', grade_ircra: 22.5 } : climb,
  )
  const [first] = smallWall.climbs
  if (!first) throw new Error('the small wall has climbs')
  const added = { ...first, key: 'late', stokt_id: 'stokt-late', name: 'Arrivé par la poste', created_at: instant('2024-06-01T10:00:00.000000Z') }
  await importTestWall(app.services, { ...smallWall, climbs: [...renamed, added] })

  await page.getByRole('heading', { name: 'Éclair au thé' }).waitFor()
  await list.getByRole('link', { name: /Éclair au thé.*7B/ }).waitFor()
  await list.getByRole('link', { name: /Arrivé par la poste/ }).waitFor()
  expect(await list.getByRole('link', { name: /Éclair au café/ }).count()).toBe(0)
})

test('[SEE-5] an address opens its climb, its search and its hold; an unknown one says so', async ({ app, wall, visit }) => {
  const found = (await app.call('GET', `/api/climbs?face_id=${wall.faceId}&search=adherence`)).body as { results: { id: string }[] }
  const page = await visit({ path: `/bloc/${found.results[0]?.id}` })
  await page.getByRole('heading', { name: 'Cent % adhérence' }).waitFor()
  await page.getByText('Not in the list').waitFor()
  await expect.poll(() => page.title()).toContain('Cent % adhérence')

  await page.goto('/bloc/00000000-0000-4000-8000-000000000000')
  await page.getByText('Bloc introuvable').waitFor()
  await page.getByRole('button', { name: 'Retour' }).click()
  await page.waitForURL(url => url.pathname === '/')

  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('ÉLEPHANT')
  await page.waitForURL(url => url.searchParams.get('search') === 'ÉLEPHANT')
  await page.reload()
  const list = page.getByRole('list', { name: 'Blocs' })
  await expect.poll(() => list.getByRole('link').count()).toBeGreaterThan(2)
  expect(await list.getByRole('link', { name: /Sous Éclairage/ }).count()).toBe(0)
  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('rien de tel')
  await page.getByText('Aucun bloc ne correspond à « rien de tel »').waitFor()

  await page.goto('/prises/104')
  await page.getByRole('heading', { name: 'Prise C4' }).waitFor()
  await page.goto('/prises/4711')
  await page.getByText('Prise introuvable').waitFor()
  await page.goto('/nulle/part')
  await page.getByRole('heading', { name: 'Page introuvable' }).waitFor()
  await expect.poll(() => page.title()).toBe('Page introuvable · mastoc')
  await page.getByRole('button', { name: 'Voir le mur' }).click()
  await page.waitForURL(url => url.pathname === '/')
})

test('[SEE-5] with two walls one chooses, and the choice is remembered', async ({ app, visit }) => {
  const page = await visit()
  await live(page)
  expect(await page.getByRole('button', { name: /en choisir un autre/ }).count()).toBe(0)
  await importTestWall(app.services, {
    ...smallWall,
    gym: { ...smallWall.gym, stokt_id: 'stokt-gym-2', name: 'Autre salle' },
    face: {
      ...smallWall.face,
      stokt_id: 'stokt-face-2',
      name: 'Grand dévers',
      picture: { ...smallWall.face.picture, name: 'walls/other.png' },
    },
    picture_file: { bytes: await smallPicture(), mime: 'image/png' },
    holds: smallWall.holds.map(hold => ({ ...hold, id: hold.id + 5000, stokt_id: hold.stokt_id && hold.stokt_id + 5000 })),
    climbs: [],
  })
  await page.getByRole('button', { name: 'Mur Petit pan : en choisir un autre' }).click()
  await page.getByRole('menuitemradio', { name: /Grand dévers/ }).click()
  await page.getByRole('main', { name: 'Mur Grand dévers' }).waitFor()
  await page.getByText('Pas encore de bloc').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Mur Grand dévers : en choisir un autre' }).waitFor()
})
