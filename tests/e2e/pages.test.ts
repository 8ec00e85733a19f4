import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { live, PHONE, tapHold, test } from '../support/browser'
import { followPath } from '../support/followPath'

const PATHS = [
  '/',
  '/admin/comptes',
  '/admin/salle',
  '/confidentialite',
  '/invitation',
  '/synchronisation',
  '/bloc/:climb',
  '/ouvrir',
  '/prises',
  '/prises/105',
  '/soins',
  '/statistiques',
  '/prises/versions',
  '/moi',
  '/moi/appareils',
  '/moi/carnet',
  '/moi/listes',
  '/moi/recherches',
  '/moi/nouvelles',
  '/liste/:list',
  '/moi/cles-acces',
  '/moi/email',
  '/reset-password#code',
  '/bloc/unknown',
]
const LOOKS = [
  { width: 320, scheme: 'light', locale: 'fr-FR' }, { width: 320, scheme: 'dark', locale: 'en-GB' },
  { width: 768, scheme: 'light', locale: 'en-GB' }, { width: 768, scheme: 'dark', locale: 'fr-FR' },
  { width: 1280, scheme: 'light', locale: 'fr-FR' }, { width: 1280, scheme: 'dark', locale: 'en-GB' },
] as const

/** Controls that cannot be reached, because they leave the screen sideways. */
const cutOff = (page: Page): Promise<string[]> => page.evaluate(() => {
  const controls = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea')].filter(one => one.checkVisibility())
  const out = controls.filter(one => {
    const { left, right } = one.getBoundingClientRect()
    return left < -1 || right > innerWidth + 1
  })
  const sideways = document.documentElement.scrollWidth > innerWidth ? ['the whole page'] : []
  return [...sideways, ...out.map(one => one.ariaLabel ?? one.textContent.trim())]
})

test('[SEE-4] axe finds nothing serious, and nothing is cut off, on any page', { timeout: 180_000 }, async ({ app, wall, visit }) => {
  const member = await app.register('curieuse')
  await app.call('PUT', '/api/holds/105/annotations', { token: member.token, body: { grip_type: 'bac', condition: 'ok' } })
  await app.call('POST', '/api/holds/105/tasks', { token: member.token, body: { kind: 'brush', note: 'magnésie' } })
  const { results } = (await app.call('GET', `/api/climbs?face_id=${wall.faceId}`)).body as { results: { id: string }[] }
  const climb = results[0]?.id ?? ''
  await app.call('POST', `/api/climbs/${climb}/ascents`, { token: member.token, body: { grade_font: '6B', is_flash: true } })
  const list = (await app.call('POST', '/api/lists', { token: member.token, body: { name: 'À montrer', is_shared: true, climb_ids: [climb] } })).body as { id: string }
  await app.call('POST', '/api/searches', { token: member.token, body: { face_id: wall.faceId, name: 'Faciles', query: 'grade_max=6A' } })
  // The browser itself says that a code which nobody knows was refused.
  const expects = /status of 400.*reset-password/
  const [french, english] = [await visit({ as: member, expects }), await visit({ locale: 'en-GB', expects })]
  await Promise.all([live(french), live(english)])
  const found: string[] = []
  for (const path of PATHS) {
    const address = path.replace(':climb', climb).replace(':list', list.id)
    for (const page of [french, english]) await followPath(page, address)
    for (const { width, scheme, locale } of LOOKS) {
      const page = locale === 'fr-FR' ? french : english
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await page.locator('main:visible, aside:visible').first().waitFor()
      for (const trouble of await graveTroubles(page)) found.push(`${path} ${width} ${scheme}: ${trouble}`)
      for (const what of await cutOff(page)) found.push(`${path} ${width} ${locale}: ${what} is cut off`)
    }
  }
  expect([...new Set(found)]).toEqual([])
})

test('[SEE-4] on a phone one finds a climb, goes to the next, and opens a hold', async ({ visit }) => {
  const page = await visit({ viewport: PHONE, hints: true })
  await live(page)
  const hint = page.getByRole('note', { name: 'Premiers pas' })
  const [tip, zoom] = [await hint.boundingBox(), await page.getByRole('button', { name: 'Agrandir', exact: true }).boundingBox()]
  if (!tip || !zoom) throw new Error('hint and zoom buttons were looked for')
  expect(tip.x + tip.width <= zoom.x || tip.y >= zoom.y + zoom.height || tip.y + tip.height <= zoom.y).toBe(true)
  await hint.getByRole('button', { name: 'Conseil suivant' }).click()
  await hint.getByRole('button', { name: 'Conseil suivant' }).click()
  await hint.getByRole('button', { name: 'Compris' }).click()
  await hint.waitFor({ state: 'detached' })

  const places = page.getByRole('navigation', { name: 'Menu' })
  await places.getByRole('button', { name: 'Blocs' }).click()
  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('elephant')
  await page.getByRole('link', { name: /sous_ligne/ }).click()
  await page.getByRole('heading', { name: 'sous_ligne' }).waitFor()
  await page.getByRole('button', { name: 'Bloc suivant' }).click()
  await page.getByRole('heading', { name: 'Cent % adhérence' }).waitFor()
  await page.goBack()
  await page.waitForURL(url => url.pathname === '/')

  await places.getByRole('button', { name: 'Prises' }).click()
  await page.getByText('Touchez une prise').waitFor()
  await tapHold(page, 102)
  await page.getByRole('heading', { name: 'Prise C2' }).waitFor()
  await page.getByRole('textbox', { name: 'Note partagée' }).waitFor()
})

test('[SEE-4] language and theme are switched and remembered', async ({ visit }) => {
  const page = await visit({ path: '/moi' })
  const fixtures = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await page.getByRole('heading', { name: 'Moi' }).waitFor()
  const light = await fixtures()
  await page.getByRole('group', { name: 'Langue' }).getByText('English').click()
  await page.getByRole('heading', { name: 'Me', exact: true }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('group', { name: 'Theme' }).getByText('Dark').click()
  await expect.poll(fixtures).not.toBe(light)
  const dark = await fixtures()
  await page.reload()
  await page.getByRole('heading', { name: 'Me', exact: true }).waitFor()
  expect(await fixtures()).toBe(dark)
})
