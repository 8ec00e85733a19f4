import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { connectionPill, live, PHONE, setClimb, tapHold, test, toast } from '../support/browser'
import { findNetwork, kept, loseNetwork } from '../support/keptApp'
import { startProxy } from '../support/proxy'

const offline = /ERR_|WebSocket|fetching the script|status of 5/
const buttons = (page: Page) => page.getByRole('group', { name: 'Mon carnet pour ce bloc' })
const mark = (page: Page, name: RegExp) => buttons(page).getByRole('button', { name })
/** So many pixels of the first plot are drawn. */
const paintedPixels = (page: Page) => page.evaluate(() => {
  const canvas = document.querySelector<HTMLCanvasElement>('.plot canvas')
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  return pixels.filter((value, at) => at % 4 === 3 && value > 0).length
})
const isPressed = (page: Page, name: RegExp) => mark(page, name).getAttribute('aria-pressed')

test('[LOGBOOK-1] [LOGBOOK-2] [LOGBOOK-3] [STAT-4] what a phone likes and logs offline arrives on another device and in the counts of others', async ({ app, wall, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const climber = await app.register('grimpeur-du-soir')
  const { id } = await setClimb(app, (await app.register('ouvreuse-du-soir')).token, { face_id: wall.faceId, name: 'Dalle du soir' })
  const path = `/bloc/${id}`
  const other = await visit({ path })
  const second = await visit({ path, as: climber })
  const phone = await visit({ path, through: proxy.url, as: climber, viewport: PHONE, expects: offline })
  await live(phone)
  await mark(phone, /^J’aime/).waitFor()
  await kept(phone)
  await loseNetwork(proxy, phone)
  await connectionPill(phone).filter({ hasText: 'Hors ligne' }).waitFor()

  await phone.getByRole('navigation', { name: 'Menu' }).getByText('Blocs').tap()
  await phone.getByRole('link', { name: /Dalle du soir/ }).tap()
  await mark(phone, /^J’aime/).tap()
  await mark(phone, /^Projet/).tap()
  await mark(phone, /^Projet/).tap()
  await mark(phone, /^Fait/).tap()
  await toast(phone, '« Dalle du soir » est noté dans votre carnet').getByRole('button', { name: 'Détailler' }).tap()
  const form = phone.getByRole('dialog', { name: 'Dalle du soir' })
  await form.getByText('Réussi au premier essai').tap()
  await form.getByLabel('Ma cotation').selectOption('6C')
  await form.getByRole('textbox', { name: 'Note' }).fill('talon à gauche')
  expect(await graveTroubles(phone)).toEqual([])
  await form.getByRole('button', { name: 'Enregistrer' }).tap()
  await expect.poll(() => isPressed(phone, /^Flashé/)).toBe('true')
  expect([await isPressed(phone, /^J’aime/), await isPressed(phone, /^Projet/)]).toEqual(['true', 'false'])
  await connectionPill(phone).filter({ hasText: 'Hors ligne · 2 en attente' }).waitFor()
  expect(await isPressed(second, /^J’aime/)).toBe('false')

  await findNetwork(proxy, phone)
  await live(phone)
  await mark(second, /^Flashé/).waitFor()
  await expect.poll(() => isPressed(second, /^J’aime/)).toBe('true')
  await second.getByRole('button', { name: /Moi.*talon à gauche/s }).waitFor()
  await mark(other, /^J’aime aimé par 1/).waitFor()
  await mark(other, /^Fait fait par 1/).waitFor()
  const senders = other.getByRole('region', { name: 'Réalisations' }).getByRole('listitem')
  await senders.filter({ hasText: /grimpeur-du-soir.*Flash.*6C/s }).waitFor()
  expect(await senders.filter({ hasText: 'talon' }).count()).toBe(0)
  await other.getByText('6B, 1 avis').waitFor()

  await second.goto('/moi/carnet')
  await second.getByRole('table', { name: 'Réalisations par cotation' }).getByRole('row', { name: /6C/ }).waitFor()
  await expect.poll(() => paintedPixels(second)).toBeGreaterThan(500)
  for (const colorScheme of ['dark', 'light'] as const) {
    await second.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await graveTroubles(second)).toEqual([])
  }
  const saving = second.waitForEvent('download')
  await second.getByRole('button', { name: 'Enregistrer en CSV' }).click()
  await second.getByLabel('Importer un CSV').setInputFiles(await (await saving).path())
  await second.getByText('Rien n’a été ajouté. 1 était déjà notée.').waitFor()
  await second.getByRole('button', { name: 'Modifier la réalisation de « Dalle du soir »' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await second.getByText('Aucune réalisation').waitFor()
  await mark(other, /^Fait$/).waitFor()
})

test('[LOGBOOK-7] on a phone a 6B on two holds that I have not sent is open after six touches', async ({ app, wall, visit }) => {
  const climber = await app.register('six-touches')
  const set = (name: string, grade_font: string) => app.call('POST', '/api/climbs', {
    token: climber.token, body: { face_id: wall.faceId, name, grade_font, holds_list: 'S101 O106 T110' },
  })
  await set('Le bon', '6B')
  await set('Trop dur', '7A')
  const sent = (await set('Déjà fait', '6B')).body as { id: string }
  await app.call('POST', `/api/climbs/${sent.id}/ascents`, { token: climber.token, body: {} })
  const page = await visit({
    viewport: PHONE,
    as: climber,
    before: one => one.addInitScript(() => addEventListener('touchstart', () => {
      document.documentElement.dataset['touches'] = String(Number(document.documentElement.dataset['touches'] ?? 0) + 1)
    }, true)),
  })
  await live(page)
  await page.getByRole('button', { name: 'Filtres' }).tap()
  const panel = page.getByRole('region', { name: 'Trouver un bloc' })
  await panel.locator('[data-grade="6B"]').tap()
  await panel.getByText('Pas encore faits').tap()
  await tapHold(page, 101)
  await tapHold(page, 106)
  await panel.getByRole('button', { name: 'Ouvrir « Le bon »' }).tap()
  await page.getByRole('heading', { name: 'Le bon' }).waitFor()
  expect(await page.locator('html').getAttribute('data-touches')).toBe('6')
})
