import { expect } from 'vitest'
import { holdOnScreen, live, setClimb, test, toast } from '../support/browser'
import { followPath } from '../support/followPath'

test('[DESK-1] the title of each page says where one is', async ({ app, visit }) => {
  const page = await visit({ as: await app.admin() })
  await live(page)
  const titles = {
    '/': 'mastoc',
    '/ouvrir': 'Ouvrir un bloc · mastoc',
    '/prises': 'Prises · mastoc',
    '/prises/105': 'Prise B1 · mastoc',
    '/soins': 'Entretien · mastoc',
    '/moi/appareils': 'Appareils · mastoc',
    '/admin/verrous': 'Verrous · Administration · mastoc',
    '/synchronisation': 'Synchronisation · mastoc',
  }
  for (const [path, title] of Object.entries(titles)) {
    await followPath(page, path)
    await expect.poll(() => page.title()).toBe(title)
  }
})

test('[DESK-2] the mouse over a hold shows its name and roles, and the right button its card, on an open climb too', async ({ app, wall, visit }) => {
  const setter = await app.register('souris')
  const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: 'Au survol' })
  const page = await visit({ path: `/bloc/${climb.id}` })
  await live(page)
  const { x, y } = await holdOnScreen(page, 101)
  await page.mouse.move(x, y)
  await page.locator('.wall .name').getByText(/^C1.*, départ$/).waitFor()
  await page.mouse.click(x, y, { button: 'right' })
  await page.getByRole('heading', { name: 'Prise C1' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/bloc/${climb.id}`)
})

test('[DESK-3] in the search Escape clears no more than the search, and the arrows lead into the list and back', async ({ visit }) => {
  const page = await visit()
  await live(page)
  const search = page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' })
  const list = page.getByRole('list', { name: 'Blocs' })
  await list.getByRole('link', { name: /sous_ligne/ }).click()
  await page.waitForURL(/\/bloc\//)
  const open = new URL(page.url()).pathname
  await search.fill('éclair')
  await search.press('Escape')
  await expect.poll(() => search.inputValue()).toBe('')
  await search.press('Escape')
  expect(new URL(page.url()).pathname).toBe(open)
  await search.focus()
  await search.press('ArrowDown')
  await expect.poll(() => list.getByRole('link').first().evaluate(row => row === document.activeElement)).toBe(true)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => list.getByRole('link').nth(1).evaluate(row => row === document.activeElement)).toBe(true)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => search.evaluate(field => field === document.activeElement)).toBe(true)
})

test('[DESK-4] letting go of a menu does not act on the wall', async ({ visit }) => {
  const page = await visit({ path: '/prises/105' })
  await live(page)
  const other = await holdOnScreen(page, 108)
  await page.getByRole('button', { name: 'Couleurs du mur' }).click()
  await page.getByRole('radio', { name: 'Type de prise' }).waitFor({ state: 'attached' })
  await page.mouse.click(other.x, other.y)
  await page.getByRole('radio', { name: 'Type de prise' }).waitFor({ state: 'detached' })
  expect(new URL(page.url()).pathname).toBe('/prises/105')
})

test('[DESK-5] on a desktop the pages about oneself stand beside the ways to the others', async ({ app, visit }) => {
  const page = await visit({ path: '/moi', as: await app.register('rangee') })
  await live(page)
  const ways = page.getByRole('navigation', { name: 'Réglages et compte' })
  await ways.getByRole('link', { name: 'Vos appareils' }).click()
  await page.getByRole('heading', { name: 'Vos appareils' }).waitFor()
  expect(await ways.getByRole('link', { name: 'Vos appareils' }).getAttribute('aria-current')).toBe('page')
  expect(await page.getByRole('list', { name: 'Blocs' }).isVisible()).toBe(false)
})

test('[DESK-6] beside a hold the list is what is climbed through it', async ({ visit }) => {
  const page = await visit({ path: '/prises/105' })
  await live(page)
  const list = page.getByRole('region', { name: 'Blocs par cette prise' }).getByRole('link')
  for (const name of [/Cent % adhérence/, /Éclair au café/]) await list.filter({ hasText: name }).waitFor()
  expect(await list.filter({ hasText: 'sous_ligne' }).count()).toBe(0)
  await page.goto('/prises')
  await page.getByRole('list', { name: 'Blocs' }).getByRole('link').nth(4).waitFor()
})

test('[DESK-7] the panels are made wider and narrower, and the browser remembers', async ({ visit }) => {
  const page = await visit({ path: '/prises/105' })
  await live(page)
  const edge = page.getByRole('separator', { name: 'Largeur de la liste' })
  const wide = () => page.locator('aside.list').evaluate(panel => panel.getBoundingClientRect().width)
  const usual = await wide()
  const at = await edge.boundingBox()
  if (!at) throw new Error('the edge was looked for')
  await page.mouse.move(at.x + 4, 400)
  await page.mouse.down()
  await page.mouse.move(at.x + 84, 400, { steps: 4 })
  await page.mouse.up()
  await expect.poll(wide).toBeGreaterThan(usual + 60)
  const pulled = await wide()
  await edge.press('ArrowLeft')
  await expect.poll(wide).toBeLessThan(pulled)
  const kept = await wide()
  await page.reload()
  await expect.poll(wide).toBe(kept)
})

test('[DESK-8] Ctrl K opens a list of climbs, setters, holds, pages and actions, from a field too', async ({ app, visit }) => {
  const page = await visit({ as: await app.admin() })
  await live(page)
  const field = page.getByRole('textbox', { name: 'Bloc, ouvreur, prise, page ou action' })
  for (const [asked, option, arrives] of [
    ['sous_l', /sous_ligne/, /\/bloc\//], ['elephant', /^Éléphant Agile/, /\/ouvreur\//], ['prise C4', /Prise C4/, /\/prises\/104$/], ['verrous', /Verrous/, /\/admin\/verrous$/],
  ] as const) {
    await page.keyboard.press('Control+k')
    await field.fill(asked)
    await page.getByRole('option', { name: option }).first().waitFor()
    if (asked !== 'elephant') {
      await expect.poll(() => page.locator('[role=option][data-highlighted]').count()).toBe(1)
      await page.keyboard.press('Enter')
    }
    else await page.getByRole('option', { name: option }).click()
    await page.waitForURL(arrives)
  }
  await page.goto('/prises/105')
  await live(page)
  await page.keyboard.press('/')
  await field.press('Escape')
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).press('Control+k')
  await field.fill('sombre')
  await expect.poll(() => page.locator('[role=option][data-highlighted]').innerText()).toBe('Thème\u00a0: Sombre')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
})

test('[DESK-9] work on many holds is said to be done at once, and taken back at once', async ({ app, visit }) => {
  const carer = await app.register('balai')
  for (const [hold, kind] of [
    [103, 'brush'],
    [104, 'brush'],
    [106, 'tighten'],
  ] as const)
    await app.call('POST', `/api/holds/${hold}/tasks`, { token: carer.token, body: { kind } })
  const page = await visit({ path: '/soins', as: carer })
  await live(page)
  const table = page.getByRole('table', { name: 'Entretien' })
  const order = async (): Promise<string[]> =>
    (await table.getByRole('link', { name: /prise/i }).allInnerTexts()).map(text => text.trim().split('\n')[0] ?? '')
  await table.getByRole('button', { name: 'Prise', exact: true }).click()
  await expect.poll(order).toEqual(['Prise B2', 'Prise C3', 'Prise C4'])
  await table.getByRole('button', { name: 'Prise', exact: true }).click()
  await expect.poll(order).toEqual(['Prise C4', 'Prise C3', 'Prise B2'])
  for (const hold of ['C3', 'C4']) await table.getByRole('checkbox', { name: `Choisir la prise ${hold}` }).check()
  await page.getByRole('button', { name: 'Marquer 2 prises comme faites' }).click()
  await expect.poll(order).toEqual(['Prise B2'])
  await toast(page, '2 travaux faits').getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(order).toEqual(['Prise C4', 'Prise C3', 'Prise B2'])
})

test('[DESK-9] many locks are opened at once, and accounts are found by their state', async ({ app, visit }) => {
  const admin = await app.admin()
  const gone = await app.register('partie')
  await app.call('POST', `/api/admin/users/${gone.id}/deactivate`, { token: admin.token, body: {} })
  for (const hold of [101, 102, 103])
    await app.call('PUT', `/api/admin/locks/hold/${hold}`, { token: admin.token, body: { reason: `n° ${hold}` } })
  const page = await visit({ path: '/admin/verrous', as: admin })
  await page.getByRole('checkbox', { name: 'Tout choisir' }).check()
  await page.getByRole('checkbox', { name: 'Choisir Prise C2' }).uncheck()
  await page.getByRole('button', { name: 'Déverrouiller 2 éléments' }).click()
  const rows = page.getByRole('table', { name: 'Verrous' }).getByRole('link')
  await expect.poll(() => rows.allInnerTexts()).toEqual(['Prise C2'])
  await page.getByRole('link', { name: 'Comptes' }).click()
  const people = page.getByRole('table', { name: 'Comptes' })
  await people.getByRole('row', { name: new RegExp(admin.username) }).waitFor()
  await page.getByLabel('État').selectOption({ label: 'désactivé' })
  await expect.poll(() => people.getByRole('row', { name: new RegExp(admin.username) }).count()).toBe(0)
  await people.getByRole('row', { name: /partie.*désactivé/ }).waitFor()
})

test('[SEE-14] who is here is told without oneself, however many pages one has open', async ({ app, visit }) => {
  const page = await visit({ as: await app.register('jumelle') })
  const tab = await page.context().newPage()
  await tab.goto('/')
  const other = await visit({ as: await app.register('voisine') })
  await Promise.all([page, tab, other].map(live))
  await other.getByRole('group', { name: 'Ici : jumelle' }).waitFor()
  for (const mine of [page, tab]) await mine.getByRole('group', { name: 'Ici : voisine', exact: true }).waitFor()
})

test('[PAGE-5] while the wall loads nothing that is seen moves', async ({ visit }) => {
  const page = await visit({
    before: opened => void opened.addInitScript(() => {
      const moved = { sum: 0 }
      Object.assign(window, { moved })
      new PerformanceObserver(list =>
        list.getEntries().forEach(entry => {
          moved.sum += (entry as PerformanceEntry & { value: number }).value
        }),
      ).observe({ type: 'layout-shift', buffered: true })
    }),
  })
  await live(page)
  await page.getByRole('application', { name: 'Le mur' }).waitFor()
  // A good page moves by less than 0.1 of what is seen, says the measure's maker.
  expect(await page.evaluate(() => (window as unknown as { moved: { sum: number } }).moved.sum)).toBeLessThan(0.1)
})

test('[NOTE-1] a short note leaves by itself, but not while the mouse or the keyboard is on it or the window is left', async ({
  app,
  visit,
}) => {
  const me = await app.register('lectrice')
  const page = await visit({ path: '/moi', as: me, before: page => void page.clock.install() })
  const save = page.getByRole('button', { name: 'Enregistrer' })
  const saved = toast(page, 'Profil enregistré.')
  const tell = async () => {
    await save.click()
    await saved.waitFor()
  }
  await save.waitFor()
  await live(page)
  // From now on time passes only as it is told to, however slow the machine is.
  await page.clock.pauseAt(Date.now() + 60_000)
  await tell()
  await page.clock.fastForward(5900)
  expect(await saved.count()).toBe(1)
  await page.clock.fastForward(200)
  await saved.waitFor({ state: 'detached' })

  await tell()
  await saved.hover()
  await page.clock.fastForward(60_000)
  expect(await saved.count()).toBe(1)
  await page.mouse.move(700, 600)
  await page.clock.fastForward(6500)
  await saved.waitFor({ state: 'detached' })

  await tell()
  await page.keyboard.press('F8')
  await page.clock.fastForward(60_000)
  expect(await saved.count()).toBe(1)
  await save.focus()
  await page.clock.fastForward(6500)
  await saved.waitFor({ state: 'detached' })

  await tell()
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await page.clock.fastForward(60_000)
  expect(await saved.count()).toBe(1)
  await page.keyboard.press('Escape')
  expect(await saved.count()).toBe(1)
  // The words for a screen reader.
  expect(await page.getByRole('status').filter({ hasText: 'Profil enregistré.' }).count()).toBe(1)
})
