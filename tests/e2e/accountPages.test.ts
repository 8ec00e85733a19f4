import type { BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { expect } from 'vitest'
import { PASSWORD, type Account, type TestApp } from '../support/app'
import { live, PHONE, test, toast } from '../support/browser'
import { lettersTo } from '../support/letters'

const PIXEL = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36'
const NEW_PASSWORD = 'trois chats sur un pan bleu'

/** The same person on another device. */
async function elsewhere(app: TestApp, account: Account, agent = 'curl'): Promise<Account> {
  const { status, body } = await app.call('POST', '/api/auth/login', {
    headers: { 'user-agent': agent },
    body: { username: account.username, password: PASSWORD },
  })
  expect(status).toBe(200)
  return { ...account, refreshToken: (body as { refresh_token: string }).refresh_token }
}

test('[ACCOUNT-10] [ACCOUNT-18] [ME-3] a forgotten password is replaced through the letter, and logs in', async ({ app, visit }) => {
  const { username } = await app.register('etourdie')
  const page = await visit({ path: '/moi', viewport: PHONE, expects: /status of 400/ })
  await page.getByRole('button', { name: 'Se connecter' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom d’utilisateur ou e-mail').fill('etourdie@example.org')
  await dialog.getByRole('button', { name: 'Mot de passe oublié ?' }).click()
  await expect.poll(() => dialog.getByLabel('E-mail').inputValue()).toBe('etourdie@example.org')
  await dialog.getByRole('button', { name: 'Envoyer le lien' }).click()
  await dialog.getByText('Consultez vos e-mails').waitFor()
  const letters = await lettersTo(app, 'etourdie@example.org')
  const code = letters.find(letter => /mot de passe/i.test(letter.subject))?.code ?? ''

  await page.goto(`/reset-password#${code}`)
  await expect.poll(() => page.url()).toBe(`${app.url}/reset-password`)
  const field = page.getByLabel('Nouveau mot de passe')
  expect(await field.getAttribute('autocomplete')).toBe('new-password')
  await field.fill('court')
  await page.getByText('Trop court').waitFor()
  await field.fill('etourdie@example.org')
  await page.getByText('Il contient votre nom ou votre adresse').waitFor()
  await field.fill(NEW_PASSWORD)
  await page.getByText('Solide.').waitFor()
  await page.getByRole('button', { name: 'Afficher la saisie' }).click()
  expect(await field.getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await page.getByText('Mot de passe changé').waitFor()

  await page.getByRole('button', { name: 'Se connecter' }).click()
  await dialog.getByLabel('Nom d’utilisateur ou e-mail').fill(username)
  await dialog.getByLabel('Mot de passe').fill(NEW_PASSWORD)
  await dialog.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('link', { name: /etourdie@example.org/ }).waitFor()

  await page.goto(`/reset-password#${code}`)
  await page.getByText('Ce lien a expiré').waitFor()
  await page.getByRole('button', { name: 'Demander un nouveau lien' }).click()
  await dialog.getByRole('heading', { name: 'Mot de passe oublié' }).waitFor()
})

test('[ACCOUNT-11] [ME-5] a changed password logs the other device out, which is told why', async ({ app, visit }) => {
  const me = await app.register('prudente')
  const other = await visit({ path: '/moi', as: await elsewhere(app, me), expects: /status of 401/ })
  await other.getByRole('button', { name: 'Se déconnecter' }).waitFor()
  await live(other)
  const page = await visit({ path: '/moi', as: me, viewport: PHONE, expects: /status of 400/ })
  await page.getByRole('link', { name: /Mot de passe/ }).click()
  await page.getByLabel('Mot de passe actuel').fill('pas-celui-la-9')
  await page.getByLabel('Nouveau mot de passe').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await page.getByText(/actuel est incorrect/).waitFor()
  await page.getByLabel('Mot de passe actuel').fill(PASSWORD)
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  // Also where the sheet covers the wall.
  await toast(page, 'Mot de passe changé. Vos autres appareils sont déconnectés.').getByRole('button', { name: 'Fermer' }).click()
  await toast(other, 'Le mot de passe a été changé sur un autre appareil').waitFor()
  await other.getByText('Vous n’êtes pas connecté').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor()
})

test('[SESSION-3] [ME-6] one sees one’s devices, and ends one of them after being asked', async ({ app, visit }) => {
  const me = await app.register('voyageuse')
  const other = await visit({ path: '/moi', as: await elsewhere(app, me, PIXEL), expects: /status of 401/ })
  await live(other)
  await elsewhere(app, me)
  const page = await visit({ path: '/moi', as: me })
  await page.getByRole('link', { name: /Vos appareils/ }).click()
  const devices = page.getByRole('list', { name: 'Vos appareils' }).getByRole('listitem')
  await expect.poll(() => devices.count()).toBe(3)
  expect(await devices.first().getByText('Cet appareil').count()).toBe(1)
  const phone = devices.filter({ hasText: 'Chrome · Android' })
  await phone.getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Garder' }).click()
  await dialog.waitFor({ state: 'detached' })
  await phone.getByRole('button').click()
  await dialog.getByRole('button', { name: 'Déconnecter' }).click()
  await expect.poll(() => devices.count()).toBe(2)
  await toast(other, 'Cet appareil a été déconnecté, depuis un autre de vos appareils ou par un admin.').waitFor()
  await page.getByRole('button', { name: 'Déconnecter tous les autres' }).click()
  await dialog.getByRole('button', { name: 'Tout déconnecter' }).click()
  await page.getByText('Vous n’êtes connecté sur aucun autre appareil.').waitFor()
})

/** Red left, blue right. */
const flag = (): Promise<Buffer> => sharp({ create: { width: 400, height: 200, channels: 3, background: '#e00000' } })
  .composite([{ input: { create: { width: 200, height: 200, channels: 3, background: '#0000e0' } }, left: 200, top: 0 }])
  .png().toBuffer()

test('[PEOPLE-3] [ME-1] a portrait is cut out, seen on others’ screens, and taken away', async ({ app, visit }) => {
  const me = await app.register('portraitiste')
  const other = await visit()
  await live(other)
  const page = await visit({ path: '/moi', as: me })
  await live(page)
  const mine = page.locator('.avatar img')
  const seen = other.locator('.here img')
  await page.getByLabel('Choisir une photo').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('rien') })
  await page.getByText(/ne peut pas être lue/).waitFor()
  await page.getByLabel('Choisir une photo').setInputFiles({ name: 'moi.png', mimeType: 'image/png', buffer: await flag() })
  const frame = page.getByRole('application', { name: /Cadrage/ })
  await frame.focus()
  // All the way to the right, with keys: only the blue half stays.
  for (let n = 0; n < 12; n++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('+')
  await page.getByRole('button', { name: 'Enregistrer la photo' }).click()
  await mine.waitFor()
  await seen.waitFor()
  const bytes = Buffer.from(await (await fetch(`${app.url}/api/users/${me.id}/avatar`)).arrayBuffer())
  const [red, , blue] = (await sharp(bytes).stats()).channels
  expect(red?.max).toBeLessThan(20)
  expect(blue?.min).toBeGreaterThan(200)
  await page.getByRole('button', { name: 'Retirer' }).click()
  await mine.waitFor({ state: 'detached' })
  await seen.waitFor({ state: 'detached' })
})

/** The most refreshes that were on their way at once. */
async function countRefreshes(context: BrowserContext): Promise<{ all: number; most: number }> {
  const seen = { all: 0, most: 0 }
  let now = 0
  await context.route('**/api/auth/refresh', async route => {
    seen.all++
    seen.most = Math.max(seen.most, ++now)
    const response = await route.fetch()
    now--
    await route.fulfill({ response })
  })
  return seen
}

test('[ACCOUNT-4] [ME-4] two tabs that refresh at once stay logged in', async ({ app, visit }) => {
  const me = await app.register('jumelle')
  const first = await visit({ path: '/moi', as: me })
  const second = await first.context().newPage()
  await second.goto('/moi')
  // Each has asked once by then; what is counted is what the reloads ask.
  await Promise.all([first, second].map(page => live(page)))
  const seen = await countRefreshes(first.context())
  for (let n = 0; n < 3; n++) {
    await Promise.all([first, second].map(page => page.reload()))
    await Promise.all([first, second].map(page => live(page)))
  }
  for (const page of [first, second]) await page.getByRole('link', { name: /jumelle@example.org/ }).waitFor()
  expect(seen).toEqual({ all: 6, most: 1 })
  expect((await app.call('POST', '/api/auth/login', { body: { username: 'jumelle', password: PASSWORD } })).status).toBe(200)
})

test('[ME-2] the account’s language is spoken wherever one logs in', async ({ app, visit }) => {
  const me = await app.register('bilingue')
  const page = await visit({ path: '/moi', as: me })
  await page.getByRole('group', { name: 'Langue' }).getByText('English').click()
  await expect.poll(async () => (await app.services.stores.users.byId(me.id))?.language).toBe('en')
  const other = await visit({ path: '/moi', as: await elsewhere(app, me) })
  await other.getByRole('heading', { name: 'Me', exact: true }).waitFor()
})

test('[EMAIL-1] [ME-3] another address waits for its letter, then is one’s own', async ({ app, visit }) => {
  const me = await app.register('demenageuse')
  const page = await visit({ path: '/moi/email', as: me, expects: /status of 400/ })
  await page.getByLabel('Nouvelle adresse').fill('neuve@example.org')
  await page.getByLabel('Mot de passe actuel').fill(PASSWORD)
  await page.getByRole('button', { name: 'Envoyer le lien' }).click()
  await page.getByText('Confirmez neuve@example.org').waitFor()
  const [letter] = await lettersTo(app, 'neuve@example.org')
  await page.goto(`/confirm-email#${letter?.code}`)
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page.getByText('Adresse confirmée').waitFor()
  expect(page.url()).toBe(`${app.url}/confirm-email`)
  await page.getByRole('link', { name: 'Aller à mon compte' }).click()
  await page.getByRole('link', { name: /neuve@example.org/ }).waitFor()
  await page.goto(`/confirm-email#${letter?.code}`)
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  await page.getByText('Adresse déjà confirmée').waitFor()
})

test('[EMAIL-7] one’s present address with a wrong password is refused at the field, and keeps what is pending', async ({ app, visit }) => {
  const me = await app.register('sedentaire')
  const page = await visit({ path: '/moi/email', as: me, expects: /status of 400/ })
  const ask = async (email: string, password: string) => {
    await page.getByLabel('Nouvelle adresse').fill(email)
    await page.getByLabel('Mot de passe actuel').fill(password)
    await page.getByRole('button', { name: 'Envoyer le lien' }).click()
  }
  await ask('nomade@example.org', PASSWORD)
  const pending = page.getByText('Confirmez nomade@example.org')
  await pending.waitFor()
  await ask('sedentaire@example.org', 'faux')
  await expect.poll(() => page.getByLabel('Mot de passe actuel').getAttribute('aria-invalid')).toBe('true')
  await ask('sedentaire@example.org', PASSWORD)
  await toast(page, 'C’est déjà votre adresse : rien n’a changé.').waitFor()
  expect(await pending.isVisible()).toBe(true)
})

test('[ME-7] whoever has to choose a password is asked for it before anything else', async ({ app, visit }) => {
  const me = await app.register('nouvelle')
  await app.services.stores.users.update(me.id, { must_change_password: true })
  const page = await visit({ as: me, expects: /status of 403|WebSocket/ })
  const dialog = page.getByRole('dialog', { name: 'Choisissez votre mot de passe' })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.getByLabel('Mot de passe actuel').fill(PASSWORD)
  await dialog.getByLabel('Nouveau mot de passe').fill(NEW_PASSWORD)
  await dialog.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await dialog.waitFor({ state: 'detached' })
  await toast(page, 'Mot de passe changé. Bienvenue.').waitFor()
})
